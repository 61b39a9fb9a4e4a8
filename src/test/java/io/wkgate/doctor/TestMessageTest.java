package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.event.TestMessage;
import io.wkgate.simulator.Profile;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventTable;
import io.wkgate.testing.MessageRows;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: on every version a test message comes back through a webhook that is set up well, is in no table of messages,
 * and is handed on to no destination; and a GET sends none.
 */
@ExtendWith(DatabaseServerExtension.class)
class TestMessageTest {

    /** One that is never there: what is handed on stays in the table. */
    private static final Map<String, String> DESTINATION =
            Map.of("WKGATE_RELAY_DESTINATIONS", "[{\"name\":\"business\",\"url\":\"http://127.0.0.1:1/hook\"}]");

    @ParameterizedTest
    @EnumSource(Profile.class)
    void itComesBackAndLeavesNothing(Profile profile, ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, profile, DESTINATION)) {
            scene.configure(options -> options.withWebhook(scene.gateway().webhook()));
            DoctorReport report = scene.testMessage();
            assertThat(report.findings()).singleElement().satisfies(came -> {
                assertThat(came.id()).isEqualTo("webhook.test-message");
                assertThat(came.level()).isEqualTo(Finding.Level.GOOD);
            });
            // Something else that is handed on shows that the test message had its time.
            scene.say("u1", "u2");
            await().untilAsserted(() -> assertThat(EventTable.all(database))
                    .anySatisfy(event -> assertThat(event.name()).isEqualTo("msg.notify")));
            assertThat(EventTable.all(database))
                    .noneSatisfy(event -> assertThat(new String(event.body())).contains(TestMessage.SENDER));
            assertThat(MessageRows.count(database)).isEqualTo(1);
        }
    }

    @Test
    void lookingSendsNothing(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V2_2_5)) {
            scene.examine("webhook");
            scene.examine("upstream");
            assertThat(scene.simulator().log()).isEmpty();
        }
    }

    @Test
    void aNodeThatIsAwayIsSaidToBeAndNothingIsWaitedFor(ConnectionDetails database) throws Exception {
        try (DoctorScene scene =
                new DoctorScene(database, Profile.V2_2_5, Map.of("WKGATE_UPSTREAM_URLS", "http://127.0.0.1:1"))) {
            assertThat(scene.testMessage().findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.id()).isEqualTo("webhook.test-message-not-sent"));
        }
    }
}
