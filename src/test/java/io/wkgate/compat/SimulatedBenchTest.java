package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a bench takes calls, its inbox keeps every webhook call and answers as it is told, and a crash leaves both. */
class SimulatedBenchTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void whatIsRefusedComesAgainAndStaysKnownAfterACrash(String version) {
        try (Bench bench = new SimulatedBench(version, BenchSetup.USUAL)) {
            bench.webhook().react(came -> new Inbox.Reaction(503, Duration.ofMillis(5)));
            say(bench, "first");
            Awaitility.await().until(() -> bench.webhook().came("msg.notify").size() > 1);
            Inbox.Came first =
                    bench.webhook().await("msg.notify", came -> came.body().contains("first"));
            assertThat(first).isEqualTo(bench.webhook().came("msg.notify").get(0));

            bench.webhook().react(came -> new Inbox.Reaction(200, Duration.ZERO));
            bench.kill();
            bench.restart();
            // v2.2.5 forgets what it is told first after a crash.
            Awaitility.await().until(() -> {
                say(bench, "second" + System.nanoTime());
                return bench.webhook().came("msg.notify").stream()
                        .anyMatch(came -> came.body().contains("second"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5"})
    void aServerThatCallsOverGrpcIsHeard(String version) {
        try (Bench bench = new SimulatedBench(version, BenchSetup.USUAL.overGrpc())) {
            say(bench, "first");
            bench.webhook().await("msg.notify", came -> came.body().contains("first"));
        }
    }

    private static void say(Bench bench, String number) {
        bench.post(
                "/channel",
                new JsonObject().put("channel_id", "g1").put("channel_type", 2).put("subscribers", JsonArray.of("u1")));
        Bench.Reply reply = bench.post(
                "/message/send",
                new JsonObject()
                        .put("client_msg_no", number)
                        .put("from_uid", "u1")
                        .put("channel_id", "g1")
                        .put("channel_type", 2)
                        .put("payload", Base64.getEncoder().encodeToString("{}".getBytes())));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
}
