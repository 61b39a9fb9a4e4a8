package io.wkgate.doctor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.DestinationSettings;
import io.wkgate.config.RelaySettings;
import io.wkgate.relay.DestinationProbe;
import io.wkgate.relay.DestinationReading;
import io.wkgate.relay.DestinationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Business servers: whether each can be reached, and what waits for it. None of them is sent an event. */
final class DestinationsCheck implements Check {

    private static final Duration TRY = Duration.ofSeconds(5);
    private static final Duration WAITS_LONG = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final RelaySettings settings;
    private final DatabaseAccount account;
    private final Hosts hosts;

    DestinationsCheck(Vertx vertx, RelaySettings settings, DatabaseAccount account, Hosts hosts) {
        this.vertx = vertx;
        this.settings = settings;
        this.account = account;
        this.hosts = hosts;
    }

    @Override
    public String area() {
        return "destinations";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>(reached());
        Optional<List<DestinationStatus>> statuses =
                account.read(database -> DestinationReading.of(database, settings.destinations()));
        statuses.ifPresent(all -> all.forEach(status -> findings.addAll(state(status))));
        if (findings.isEmpty()) {
            findings.add(Finding.skipped(
                    "destinations.none", "relay.destinations is not set: what comes is handed on to nobody."));
        }
        return findings;
    }

    private List<Finding> reached() {
        try (DestinationProbe probe = new DestinationProbe(vertx, TRY)) {
            List<Future<DestinationProbe.Reached>> asked =
                    settings.destinations().stream().map(probe::probe).toList();
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                findings.add(reached(settings.destinations().get(i), Waiting.on(asked.get(i), TRY.multipliedBy(2))));
            }
            return findings;
        }
    }

    private Finding reached(DestinationSettings destination, DestinationProbe.Reached reached) {
        String name = "Destination " + destination.name() + " (" + destination.url() + ")";
        if (reached.answered()) {
            return Finding.good("destinations.reached", name + " answers.")
                    .with("status", Integer.toString(reached.status()));
        } else if (reached.forbidden()) {
            return Finding.failure(
                    "destinations.address-forbidden",
                    name + ": " + reached.detail() + ".",
                    "Nothing is sent to such an address: what waits for it becomes dead letters.",
                    "Look at its url and at what its name resolves to. If it really is there, set its allow-link-local.");
        }
        String host = destination.url().uri().getHost();
        String container = Hosts.isLoopback(host) && hosts.inContainer()
                ? " wkgate runs in a container, where " + host + " is the container itself: use the server's name."
                : "";
        return Finding.failure(
                "destinations.unreachable",
                name + " cannot be reached: " + reached.detail() + ".",
                "It gets no events. They wait, are tried for "
                        + destination.retryFor().toHours() + " h, and then become dead letters.",
                "Look at its url, whether it runs, and at the network between." + container);
    }

    private static List<Finding> state(DestinationStatus status) {
        List<Finding> findings = new ArrayList<>();
        String name = "Destination " + status.name();
        if (!status.configured()) {
            findings.add(Finding.warning(
                    "destinations.not-configured",
                    name + " is not in relay.destinations any more, and " + (status.waiting() + status.dead())
                            + " events are kept for it.",
                    "They wait for ever.",
                    "Configure it again, or `wkgate destinations forget " + status.name() + "`."));
            return findings;
        }
        status.stoppedAt()
                .ifPresent(since -> findings.add(Finding.warning(
                        "destinations.stopped",
                        name + " is stopped since " + since + ": " + status.reason() + ".",
                        "It gets nothing until it is started again; what comes meanwhile waits.",
                        "`wkgate destinations start " + status.name() + "`")));
        if (status.stoppedAt().isEmpty() && status.oldestSeconds() >= WAITS_LONG.toSeconds()) {
            findings.add(Finding.warning(
                    "destinations.waiting",
                    status.waiting() + " events wait for destination " + status.name() + ", the oldest for "
                            + status.oldestSeconds() / 60 + " minutes.",
                    "Either it refuses them or is away, or it is slower than they come.",
                    "`wkgate destinations list`, and the log of that server; if it is only slow, its concurrency in"
                            + " relay.destinations."));
        }
        if (status.dead() > 0) {
            findings.add(Finding.warning(
                    "destinations.dead-letters",
                    status.dead() + " events for destination " + status.name() + " were given up.",
                    "That server never took them.",
                    "`wkgate deadletters list --destination " + status.name()
                            + "` tells why; `wkgate deadletters replay --destination " + status.name()
                            + "` sends them again."));
        }
        return findings;
    }
}
