package io.wkgate.doctor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.Settings;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.doctor.Finding.Level;
import io.wkgate.event.EventKind;
import io.wkgate.intake.WebhookSigns.Arrived;
import io.wkgate.intake.WebhookSigns.Missed;
import io.wkgate.intake.WebhookSigns.Seen;
import io.wkgate.store.Commands;
import io.wkgate.store.Database;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.ManagerProbe;
import io.wkgate.upstream.ManagerProbe.ToldWebhook;
import io.wkgate.upstream.Probe;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.TestSend;
import io.wkgate.upstream.UpstreamClient;
import io.wkgate.upstream.UpstreamNode;
import io.wkgate.upstream.UpstreamReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has each node send a command between two users of the doctor's own, and waits until it is committed, by whichever replica
 * it came to. When it does not come, says why, as far as anything was seen of it.
 */
final class TestMessageCheck implements Check {

    private static final Duration TRY = Duration.ofSeconds(4);
    private static final Duration PROBE = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 100;

    private final Vertx vertx;
    private final Settings settings;
    private final RunningWebhook running;
    private final DatabaseAccount account;
    private final Hosts hosts;
    private final Clock clock;
    private final Duration patience;

    /** @param patience how long the messages are waited for */
    TestMessageCheck(
            Vertx vertx,
            Settings settings,
            RunningWebhook running,
            DatabaseAccount account,
            Hosts hosts,
            Clock clock,
            Duration patience) {
        this.vertx = vertx;
        this.settings = settings;
        this.running = running;
        this.account = account;
        this.hosts = hosts;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public String area() {
        return "webhook";
    }

    @Override
    public List<Finding> look() {
        if (settings.upstream().urls().isEmpty()) {
            return List.of(Finding.skipped(
                    "webhook.test-message-not-sent", "No test message was sent: upstream.urls is not set."));
        }
        List<Finding> findings = new ArrayList<>();
        Seen before = running.seen().get();
        List<Sent> sent = send(findings);
        Instant end = clock.instant().plus(patience);
        sent.forEach(each -> findings.add(waitedFor(each, before, end)));
        return findings;
    }

    /** A test message that a node took. */
    private record Sent(UpstreamReport report, long messageId, Instant at) {}

    /** @param findings to which is added why a node was sent none */
    private List<Sent> send(List<Finding> findings) {
        List<Sent> sent = new ArrayList<>();
        try (UpstreamClient client = new UpstreamClient(vertx, brisk(settings.upstream()))) {
            Probe probe = new Probe(client, clock);
            for (UpstreamNode node : client.nodes()) {
                ProbeResult result = Waiting.on(probe.probe(node), PROBE);
                if (result instanceof ProbeResult.Recognised recognised) {
                    UpstreamReport report = recognised.report();
                    Instant at = clock.instant();
                    TestSend.Outcome outcome =
                            Waiting.on(TestSend.of(client, new KnownNode(node, report.dialect())), PROBE);
                    if (outcome instanceof TestSend.Outcome.Sent taken) {
                        sent.add(new Sent(report, taken.messageId(), at));
                    } else {
                        findings.add(refused(node, ((TestSend.Outcome.Failed) outcome).reason()));
                    }
                } else {
                    findings.add(Finding.skipped(
                            "webhook.test-message-not-sent",
                            "Node " + node + " was sent no test message, for it " + result.description() + "."));
                }
            }
        }
        return sent;
    }

    private static Finding refused(UpstreamNode node, String reason) {
        return Finding.failure(
                "webhook.test-message-refused",
                "Node " + node + " did not take the test message: " + reason + ".",
                "wkgate cannot send through it, so it cannot revoke either.",
                "Look into the area upstream of this report and into that node's log.");
    }

    private static UpstreamSettings brisk(UpstreamSettings given) {
        return new UpstreamSettings(
                given.urls(),
                given.token(),
                given.timeout().compareTo(TRY) < 0 ? given.timeout() : TRY,
                given.probeInterval(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Finding waitedFor(Sent sent, Seen before, Instant end) {
        Optional<Boolean> came = account.read(database -> awaited(database, sent.messageId(), end), patience);
        String took = Long.toString(Duration.between(sent.at(), clock.instant()).toMillis());
        if (came.orElse(false)) {
            return Finding.good(
                            "webhook.test-message",
                            "The test message through node " + sent.report().node()
                                    + " came back and was committed after " + took + " ms.")
                    .with("message_id", Long.toString(sent.messageId()))
                    .with("millis", took);
        }
        return lost(sent.report(), before, running.seen().get())
                .with("message_id", Long.toString(sent.messageId()))
                .with("waited_millis", took);
    }

    private Future<Boolean> awaited(Database database, long id, Instant until) {
        return new Commands(database)
                .seen(id)
                .compose(seen -> seen || clock.instant().isAfter(until)
                        ? Future.succeededFuture(seen)
                        : vertx.timer(POLL_MILLIS).compose(later -> awaited(database, id, until)));
    }

    private Finding lost(UpstreamReport report, Seen before, Seen after) {
        PasteLines paste = new PasteLines(settings.intake(), running.httpPort().getAsInt());
        String lines = paste.text(Optional.of(report.dialect()));
        Optional<Missed> missed = after.missed().stream()
                .filter(each -> !before.missed().contains(each))
                .findFirst();
        if (missed.isPresent()) {
            return WebhookFindings.missed(missed.get(), Level.FAILURE, lines);
        }
        if (refusedSince(before, after)) {
            return WebhookFindings.notCommitted("The test message was sent, and a msg.notify came.");
        }
        Optional<ToldWebhook> told = told(report);
        if (told.isPresent() && (!told.get().enabled() || told.get().address().isEmpty())) {
            return Finding.failure(
                    "webhook.not-set",
                    "WuKongIM says that it has no webhook: its configuration has none, or not where it is read.",
                    "No message is stored.",
                    "http_addr must stand below the line [webhook].\n\n" + lines);
        }
        if (told.isPresent() && lacksNotify(told.get().focusEvents())) {
            return WebhookFindings.focusEvents(
                    "WuKongIM says that it sends only "
                            + String.join(", ", told.get().focusEvents()) + ".",
                    lines);
        }
        boolean others = after.arrived().stream().anyMatch(Arrived::acknowledged);
        if (others && !after.acknowledged(EventKind.MSG_NOTIFY)) {
            return WebhookFindings.focusEvents(
                    "The test message did not come, and other events came since " + after.since() + ".", lines);
        }
        return unexplained(report, told, paste, lines);
    }

    private Finding unexplained(UpstreamReport report, Optional<ToldWebhook> told, PasteLines paste, String lines) {
        WebhookSuspects suspects = new WebhookSuspects(
                report.dialect(),
                report.version(),
                hosts.apart(settings.upstream().urls()).isPresent(),
                told.map(TestMessageCheck::shown).orElse(paste.address()),
                told.isPresent(),
                running.grpcPort().getAsInt());
        return Finding.failure(
                "webhook.test-message-lost",
                "Node " + report.node() + " took the test message, and in " + patience.toSeconds()
                        + " s nothing came to the webhook, not even with a wrong token or path.",
                "WuKongIM does not call wkgate: no message is stored.",
                "The usual mistakes, the likeliest first:\n" + suspects.text() + "\n" + lines);
    }

    /** Without what may be a token. */
    private static String shown(ToldWebhook told) {
        return told.address().replaceFirst("//[^/@]*@", "//").replaceFirst("(?<=[^/:])/.*$", "/webhook/…");
    }

    private static boolean lacksNotify(List<String> focusEvents) {
        return !focusEvents.isEmpty() && !focusEvents.contains(EventKind.MSG_NOTIFY.wireName());
    }

    /** What the node's own manager listener tells; the setting names them in the order of the nodes. */
    private Optional<ToldWebhook> told(UpstreamReport report) {
        List<UpstreamUrl> managers = settings.upstream().managerUrls();
        int place = report.node().number() - 1;
        if (!PasteLines.three(report.dialect()) || place >= managers.size()) {
            return Optional.empty();
        }
        try (ManagerProbe probe = new ManagerProbe(vertx, settings.upstream(), managers.get(place))) {
            return Waiting.on(probe.webhook(), PROBE);
        }
    }

    private static boolean refusedSince(Seen before, Seen after) {
        return after.arrived().stream()
                .filter(each -> each.kind() == EventKind.MSG_NOTIFY && !each.acknowledged())
                .anyMatch(each -> !before.arrived().contains(each));
    }
}
