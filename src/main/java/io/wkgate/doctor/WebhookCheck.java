package io.wkgate.doctor;

import io.wkgate.config.Settings;
import io.wkgate.doctor.Finding.Level;
import io.wkgate.event.EventKind;
import io.wkgate.intake.WebhookSigns.Arrived;
import io.wkgate.intake.WebhookSigns.Miss;
import io.wkgate.intake.WebhookSigns.Missed;
import io.wkgate.intake.WebhookSigns.Seen;
import io.wkgate.store.LastArrival;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The webhook: whether its address can be right, and what came to it, by this process's memory and by the tables. */
final class WebhookCheck implements Check {

    private static final Duration LATELY = Duration.ofHours(1);
    private static final Duration QUIET = Duration.ofDays(1);

    private final Settings settings;
    private final Optional<RunningWebhook> running;
    private final DatabaseAccount account;
    private final Hosts hosts;
    private final Clock clock;

    WebhookCheck(
            Settings settings, Optional<RunningWebhook> running, DatabaseAccount account, Hosts hosts, Clock clock) {
        this.settings = settings;
        this.running = running;
        this.account = account;
        this.hosts = hosts;
        this.clock = clock;
    }

    @Override
    public String area() {
        return "webhook";
    }

    @Override
    public List<Finding> look() {
        int port = running.map(webhook -> webhook.httpPort().getAsInt())
                .orElse(settings.intake().port());
        PasteLines lines = new PasteLines(settings.intake(), port);
        List<Finding> findings = new ArrayList<>(address(lines));
        Table table = table();
        running.ifPresentOrElse(
                webhook -> findings.addAll(arrived(webhook.seen().get(), table, lines.text(Optional.empty()))),
                () -> findings.add(Finding.skipped(
                        "webhook.no-gateway",
                        "Only a running gateway knows what came to its webhook, and none answers here. "
                                + table.sentence())));
        return findings;
    }

    private List<Finding> address(PasteLines lines) {
        Optional<String> apart = hosts.apart(settings.upstream().urls());
        List<Finding> findings = new ArrayList<>();
        if (apart.isPresent() && Hosts.isLoopback(settings.intake().host())) {
            findings.add(Finding.failure(
                    "webhook.listens-locally",
                    "intake.host is " + settings.intake().host() + ", and " + apart.get() + ".",
                    "WuKongIM cannot reach the webhook: it listens for this machine, or this container, only.",
                    "Set intake.host to 0.0.0.0 and restart wkgate."));
        }
        if (apart.isPresent() && Hosts.isLoopback(lines.host())) {
            findings.add(Finding.warning(
                    "webhook.address-local",
                    "The address that wkgate prints for WuKongIM is " + lines.address() + ", and " + apart.get() + ".",
                    "For WuKongIM 127.0.0.1 and localhost are its own container or host: with this address its calls go"
                            + " nowhere.",
                    "Set intake.public-url (WKGATE_INTAKE_PUBLIC_URL) to the address by which WuKongIM reaches wkgate, such"
                            + " as http://wkgate:6970 on a network that both containers are in; then `wkgate webhook` prints"
                            + " the right lines."));
        }
        return findings;
    }

    /**
     * What the tables tell.
     *
     * @param read whether they could be read
     */
    private record Table(boolean read, Optional<Instant> last) {

        String sentence() {
            if (!read) {
                return "The tables could not be read.";
            }
            return last.map(time -> "By the tables, a message last came at " + time + ".")
                    .orElse("By the tables, no message ever came.");
        }
    }

    private Table table() {
        List<Optional<Instant>> times = Stream.of(
                        account.read(database -> LastArrival.message(database, account.layout())),
                        account.read(LastArrival::command))
                .flatMap(Optional::stream)
                .toList();
        return new Table(
                !times.isEmpty(), times.stream().flatMap(Optional::stream).max(Instant::compareTo));
    }

    private List<Finding> arrived(Seen seen, Table table, String lines) {
        List<Finding> findings = new ArrayList<>();
        Optional<Instant> acknowledged = seen.arrived().stream()
                .filter(Arrived::acknowledged)
                .map(Arrived::last)
                .max(Instant::compareTo);
        Optional<Instant> refused = last(seen, EventKind.MSG_NOTIFY, false);
        Optional<Instant> notified = last(seen, EventKind.MSG_NOTIFY, true);
        for (Missed missed : seen.missed()) {
            level(missed, acknowledged).ifPresent(level -> findings.add(WebhookFindings.missed(missed, level, lines)));
        }
        if (refused.isPresent() && notified.filter(refused.get()::isBefore).isEmpty()) {
            findings.add(WebhookFindings.notCommitted("A msg.notify came at " + refused.get() + "."));
        } else if (notified.isEmpty() && seen.acknowledged(EventKind.MSG_OFFLINE)) {
            findings.add(WebhookFindings.focusEvents(
                    "Since " + seen.since() + " msg.offline came, which there is for messages only, and no msg.notify.",
                    lines));
        } else {
            findings.add(notified.or(() -> table.last().filter(this::lately))
                    .map(last -> events(seen, last))
                    .orElseGet(() -> nothing(seen, table, lines)));
        }
        return findings;
    }

    /** Strangers try any path on an open port, so that alone is no failure beside events that come. */
    private Optional<Level> level(Missed missed, Optional<Instant> acknowledged) {
        boolean newer = acknowledged.filter(missed.last()::isBefore).isEmpty();
        if (newer && (acknowledged.isEmpty() || missed.miss() != Miss.WRONG_PATH)) {
            return Optional.of(Level.FAILURE);
        }
        return missed.last().isAfter(clock.instant().minus(LATELY)) ? Optional.of(Level.WARNING) : Optional.empty();
    }

    private boolean lately(Instant time) {
        return time.isAfter(clock.instant().minus(QUIET));
    }

    private static Optional<Instant> last(Seen seen, EventKind kind, boolean acknowledged) {
        return seen.arrived().stream()
                .filter(each -> each.kind() == kind && each.acknowledged() == acknowledged)
                .map(Arrived::last)
                .max(Instant::compareTo);
    }

    private static Finding events(Seen seen, Instant last) {
        Finding finding = Finding.good("webhook.events", "Messages come: the last at " + last + ".");
        for (Arrived each : seen.arrived()) {
            if (each.acknowledged()) {
                finding = finding.with(
                        each.kind().wireName() + " over " + each.transport(),
                        each.last().toString());
            }
        }
        return finding;
    }

    private static Finding nothing(Seen seen, Table table, String lines) {
        return Finding.warning(
                "webhook.no-message",
                "No msg.notify has come since this gateway was started at " + seen.since() + ". " + table.sentence(),
                "Either nobody has written, or WuKongIM does not call wkgate; then no message is stored.",
                "`wkgate doctor --test-message` has WuKongIM send one between two users of the doctor's own, and says what is"
                        + " wrong if it does not come. WuKongIM's configuration wants these lines:\n\n" + lines);
    }
}
