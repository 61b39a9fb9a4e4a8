package io.wkgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.wkgate.testing.EndOf;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise: asked what the real servers were asked, the simulator answers what they answered. */
class SimulatorAnswersAsRecordedTest {
    /** Lists whose order differs from run to run of one real server. */
    private static final Set<String> UNORDERED = Set.of("conversation-sync", "message-sync");

    /** Only the head of the snapshot is simulated: its queues are v3's own matter. */
    private static final Set<String> SNAPSHOT_HEAD = Set.of("version", "scope", "node", "verdict");

    private Vertx vertx;

    @BeforeEach
    void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void closeVertx() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryRecordedRequestAsTheRealServerDid(Profile profile) {
        Simulator simulator = Waiting.on(Simulator.start(vertx, SimulatorOptions.of(profile)));
        Replay replay = new Replay(vertx, simulator);
        SoftAssertions softly = new SoftAssertions();
        for (JsonObject pair : Recordings.api(profile)) {
            if (pair.getString("name").equals("messages-seqs")) {
                awaitAcceptedMessages(simulator);
            }
            compare(softly, pair, replay.make(pair));
        }
        softly.assertAll();
    }

    /** v2 stores what it has accepted a moment later, and the recordings were read after that moment. */
    private static void awaitAcceptedMessages(Simulator simulator) {
        if (simulator.profile().line() == Line.TWO) {
            // The last recorded send goes to u2, whose command channel then holds all of them.
            int commands = simulator.profile() == Profile.V2_0_4 ? 3 : 2;
            await().untilAsserted(() ->
                    assertThat(simulator.log("u2@u1____cmd", ChannelIds.PERSON)).hasSize(commands));
        }
    }

    private static void compare(SoftAssertions softly, JsonObject pair, HttpResponse<Buffer> answer) {
        String name = pair.getString("name");
        JsonObject recorded = pair.getJsonObject("response");
        softly.assertThat(answer.statusCode()).as("%s: status", name).isEqualTo(recorded.getInteger("status"));
        softly.assertThat(answer.getHeader("Content-Type"))
                .as("%s: content type", name)
                .isEqualTo(recorded.getJsonObject("headers").getString("Content-Type"));
        String body = answer.bodyAsString();
        if (recorded.getInteger("status") == 404) {
            softly.assertThat(body).as("%s: body", name).isEqualTo(recorded.getString("body"));
            return;
        }
        softly.assertThat(comparable(name, body))
                .as("%s: body", name)
                .isEqualTo(comparable(name, recorded.getString("body")));
    }

    private static Object comparable(String name, String body) {
        Object normalised = Normalised.of(body);
        if (UNORDERED.contains(name)) {
            return Normalised.sorted(normalised);
        }
        if (name.equals("snapshot")) {
            JsonObject head = (JsonObject) normalised;
            head.fieldNames().retainAll(SNAPSHOT_HEAD);
        }
        return normalised;
    }
}
