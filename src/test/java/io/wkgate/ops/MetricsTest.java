package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: every metric that the documentation names is there from the start, and counts what it says. */
@ExtendWith(DatabaseServerExtension.class)
class MetricsTest {

    private static final Path GAPS = Path.of("docs", "gaps.md");
    private static final Pattern OF_GAPS = Pattern.compile("wkgate_gap_[a-z_]+");

    @Test
    void everyMetricThatNeedsNoEventIsThereFromTheStart(ConnectionDetails database) {
        try (TestGateway gateway = TestGateway.start(database)) {
            Scrape scrape = Scrape.of(gateway);
            assertThat(new String[] {
                        "wkgate_entries_total",
                        "wkgate_messages_stored_total",
                        "wkgate_messages_repeated_total",
                        "wkgate_commit_failures_total",
                        "wkgate_intake_unauthorized_total",
                        "wkgate_commit_rows_bucket",
                        "wkgate_commit_rows_count",
                        "wkgate_commit_seconds_bucket",
                        "wkgate_message_delay_seconds_bucket",
                        "wkgate_held_bytes",
                        "wkgate_commit_queue_oldest_seconds",
                        "wkgate_deadletters",
                        "wkgate_deadletters_oldest_seconds",
                        "jvm_memory_used_bytes"
                    })
                    .allMatch(scrape::has);
        }
    }

    @Test
    void thePageOfGapsNamesEveryMetricOfGapsAndNoOther(ConnectionDetails database) throws Exception {
        Set<String> named = ofGaps(Files.readString(GAPS));
        try (TestGateway gateway = TestGateway.start(database)) {
            assertThat(ofGaps(Scrape.of(gateway).samples())).isNotEmpty().isEqualTo(named);
        }
    }

    /** A histogram is named without the endings of its parts. */
    private static Set<String> ofGaps(String text) {
        return OF_GAPS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("(_seconds)_(bucket|count|sum|max)$", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theyCountWhatCame(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database);
                EventSender sender = new EventSender()) {
            byte[] messages = EventBodies.notifyOf(EventBodies.ids(0, 3));
            gateway.post("msg.notify", messages);
            gateway.post("msg.notify", messages);
            sender.call(gateway, "user.onlinestatus", EventBodies.bytes("[]")).await();
            gateway.post(
                    "msg.notify",
                    EventBodies.notifyOf(
                            EventBodies.message(EventBodies.FIRST_ID + 9).put("payload", 7)));
            sender.post(URI.create("http://127.0.0.1:" + gateway.httpPort() + "/webhook/wrong"), messages)
                    .await();

            assertThat(value(gateway, events("msg.notify", "acknowledged", "http")))
                    .isEqualTo(3);
            assertThat(value(gateway, events("user.onlinestatus", "acknowledged", "grpc")))
                    .isEqualTo(1);
            assertThat(value(gateway, "wkgate_entries_total{sort=\"message\"}")).isEqualTo(6);
            assertThat(value(gateway, "wkgate_messages_stored_total")).isEqualTo(3);
            assertThat(value(gateway, "wkgate_messages_repeated_total")).isEqualTo(3);
            assertThat(value(gateway, "wkgate_commit_rows_sum")).isEqualTo(6);
            assertThat(value(gateway, "wkgate_commit_seconds_count")).isEqualTo(3);
            assertThat(value(gateway, "wkgate_message_delay_seconds_count")).isEqualTo(6);
            assertThat(value(gateway, "wkgate_intake_unauthorized_total")).isEqualTo(1);
            assertThat(value(gateway, "wkgate_deadletters_set_aside_total{event=\"msg.notify\",field=\"payload\"}"))
                    .isEqualTo(1);
            assertThat(value(gateway, "wkgate_held_bytes")).isZero();
        }
        // A gateway that starts finds the backlog that another left.
        try (TestGateway next = TestGateway.start(database)) {
            await().until(() -> value(next, "wkgate_deadletters{kind=\"message\"}") == 1);
        }
    }

    private static String events(String event, String outcome, String transport) {
        return "wkgate_events_total{event=\"%s\",outcome=\"%s\",transport=\"%s\"}".formatted(event, outcome, transport);
    }

    private static double value(TestGateway gateway, String series) {
        return Scrape.of(gateway).value(series);
    }
}
