package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.testing.EndOf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: an answer that cannot be one to what was asked proves nothing, is a failure, and lets the node be asked again
 * who it is; and what is in a page of a v2 that lost a header is still known.
 */
class LogAnswersThatLieTest {

    private static final ChannelKey GROUP = new ChannelKey(2, "g1");
    private static final List<String> VERSIONS = List.of("v1.2.6", "v2.0.4", "v2.2.5", "v3-20260823");
    private static final String SYNC = "POST /channel/messagesync";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    /** To the page of three that ends at 10. */
    static Stream<List<String>> lies() {
        List<String> answers = List.of(
                page(row(8), row(9).put("channel_id", "g2"), row(10)),
                page(row(8), row(9).put("channel_type", 1), row(10)),
                page(row(8), row(9), row(11)),
                page(row(10), row(9), row(8)),
                page(row(8), row(9), row(9)),
                page(row(6), row(7), row(8), row(9), row(10)),
                "{\"messages\":\"none\"}",
                "{\"messages\":[1]}",
                "{\"messages\":{}}",
                "{\"status\":404}",
                "{\"msg\":\"no\",\"status\":400}",
                "[]",
                "<html>",
                "");
        return VERSIONS.stream().flatMap(version -> answers.stream().map(answer -> List.of(version, answer)));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aLieIsAFailure(List<String> lie) {
        FakeServer fake = FakeServer.recorded(vertx, lie.get(0)).on(SYNC, 200, lie.get(1));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            int before = fake.requests().size();
            assertThatThrownBy(() -> read(known, GROUP, 10, 3))
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            thrown -> assertThat(thrown.failure()).isInstanceOf(UpstreamFailure.NotUnderstood.class));
            await().alias("asked again who it is").until(() -> fake.requests().size() > before + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.2.5"})
    void aWindowHoldsNothingBelowIt(String version) {
        FakeServer fake = FakeServer.recorded(vertx, version).on(SYNC, 200, page(row(2), row(3)));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            assertThatThrownBy(() -> read(known, GROUP, 10, 3)).isInstanceOf(UpstreamException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.2.5", "v3-20260823"})
    void whatCannotBeAMessageKeepsItsNumberAndWithoutOneNothingIsProven(String version) {
        JsonObject refused = row(9);
        refused.remove("message_id");
        refused.remove("message_idstr");
        FakeServer fake = FakeServer.recorded(vertx, version).on(SYNC, 200, page(row(8), refused, row(10)));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            LogAnswer.Page page = read(known, GROUP, 10, 3);
            assertThat(page.entries()).hasSize(3);
            assertThat(page.entries().get(1)).isInstanceOf(Entry.Refused.class);
            assertThat(page.refusedNumbers()).containsExactly(9L);
            assertThat(page.provenFrom()).isEqualTo(OptionalLong.of(8));
            JsonObject unnumbered = refused.copy();
            unnumbered.remove("message_seq");
            fake.on(SYNC, 200, page(row(8), unnumbered, row(10)));
            LogAnswer.Page proof = read(known, GROUP, 10, 3);
            assertThat(proof.refusedNumbers()).isEmpty();
            assertThat(proof.provenFrom()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.2.5", "v3-20260823"})
    void aHoleIsProvenAndThatNothingIsKnownIsNot(String version) {
        FakeServer fake = FakeServer.recorded(vertx, version).on(SYNC, 200, page(row(8), row(10)));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            assertThat(read(known, GROUP, 10, 3).provenFrom()).isEqualTo(OptionalLong.of(8));
            fake.on(SYNC, 200, "{\"messages\":null}");
            assertThat(read(known, GROUP, 10, 3).provenFrom()).isEmpty();
            fake.on(SYNC, 200, page());
            assertThat(read(known, GROUP, 10, 3).provenFrom()).isEmpty();
        }
    }

    @Test
    void aCommandIsKnownThoughItsHeaderIsLost() {
        byte[] command = "{\"type\":99,\"cmd\":\"typing\",\"param\":{}}".getBytes(StandardCharsets.UTF_8);
        JsonObject first = row(1).put("payload", Base64.getEncoder().encodeToString(command));
        JsonObject second = row(2).put("header", new JsonObject().put("sync_once", 1));
        FakeServer fake = FakeServer.recorded(vertx, "v2.2.5").on(SYNC, 200, page(first, second, row(3)));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            assertThat(read(known, GROUP, 3, 5).entries())
                    .extracting(
                            entry -> ((Entry.Accepted) entry).message().header().syncOnce())
                    .containsExactly(true, true, false);
            assertThat(read(known, GROUP, 3, 2).entries())
                    .as("the row below the page is asked for and dropped")
                    .extracting(entry -> ((Entry.Accepted) entry).message().messageSeq())
                    .containsExactly(2L, 3L);
        }
    }

    @Test
    void aPageThatIsTooLargeIsAskedForInParts() {
        FakeServer fake = FakeServer.recorded(vertx, "v1.2.6").on(SYNC, 200, page(row(10)));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            fake.once(SYNC, 200, " ".repeat(UpstreamClient.LARGEST_ANSWER + 1));
            LogAnswer.Page page = read(known, GROUP, 10, 10);
            assertThat(page.entries()).hasSize(1);
            assertThat(page.provenFrom()).isEqualTo(OptionalLong.of(10));
            assertThat(page.full()).isTrue();
        }
    }

    @Test
    void listsThatLieAreFailuresToo() {
        FakeServer fake = FakeServer.recorded(vertx, "v2.2.5");
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            UpstreamLog log = known.upstream.log();
            for (String answer : List.of(
                    "[]",
                    "{\"data\":[{}],\"more\":0}",
                    "{\"data\":[{\"channel_id\":\"g1\",\"channel_type\":2,\"last_msg_seq\":1,\"created_at\":7}],\"more\":1}")) {
                fake.on("GET /cluster/channels", 200, answer);
                assertThatThrownBy(() -> waitFor(log.channels(known.node(), Optional.of("7"))))
                        .isInstanceOf(UpstreamException.class);
            }
            for (String answer : List.of("{}", "[1]", "{\"status\":404}")) {
                fake.on("POST /conversation/sync", 200, answer);
                assertThatThrownBy(() -> waitFor(log.conversations(known.node(), "u1")))
                        .isInstanceOf(UpstreamException.class);
            }
            fake.on(
                    "GET /channel/last_message",
                    200,
                    row(4).put("channel_id", "g2").encode());
            assertThatThrownBy(() -> waitFor(log.newest(known.node(), GROUP, List.of())))
                    .isInstanceOf(UpstreamException.class);
            fake.on("GET /varz", 200, "{\"uptime\":\"for ever\",\"in_msgs\":\"many\"}");
            assertThat(waitFor(log.vitals(known.node()))).isEqualTo(new Vitals(Optional.empty(), OptionalLong.empty()));
        }
    }

    @Test
    void theManagersLiesAreFailuresToo() {
        FakeServer fake = FakeServer.recorded(vertx, "v3-20260823");
        FakeServer manager = FakeServer.start(vertx);
        try (KnownUpstream known = KnownUpstream.withManager(
                vertx, fake.url().base(), "", manager.url().base())) {
            String rows = new JsonArray().add(row(10)).add(row(8)).encode();
            for (String answer : List.of(
                    "{\"items\":" + rows + "}",
                    "{\"items\":[],\"has_more\":true}",
                    "{\"items\":" + new JsonArray().add(row(8)).add(row(10)).encode() + ",\"has_more\":false}",
                    "{\"items\":" + new JsonArray().add(row(11)).encode() + ",\"has_more\":false}",
                    "{}")) {
                manager.on("GET /manager/messages", 200, answer);
                assertThatThrownBy(() -> read(known, GROUP, 10, 3)).isInstanceOf(UpstreamException.class);
            }
            manager.on("GET /manager/messages", 200, "{\"items\":" + rows + ",\"has_more\":false}");
            assertThat(read(known, GROUP, 10, 3).provenFrom()).isEqualTo(OptionalLong.of(1));
            manager.on("GET /manager/messages", 200, "{\"items\":" + rows + ",\"has_more\":true}");
            assertThat(read(known, GROUP, 10, 3).provenFrom()).isEqualTo(OptionalLong.of(8));
            manager.on("GET /manager/messages", 503, "");
            assertThatThrownBy(() -> read(known, GROUP, 10, 3))
                    .as("a listener that is away is no channel that cannot be read")
                    .isInstanceOf(UpstreamException.class);
        }
    }

    private static LogAnswer.Page read(KnownUpstream known, ChannelKey channel, long end, int limit) {
        return (LogAnswer.Page) waitFor(
                known.upstream.log().page(known.node(), new LogRequest(channel, end, limit, Optional.of("u1"))));
    }

    private static JsonObject row(long seq) {
        return new JsonObject()
                .put(
                        "header",
                        new JsonObject().put("no_persist", 0).put("red_dot", 1).put("sync_once", 0))
                .put("message_id", 2124350927962898432L + seq)
                .put("message_seq", seq)
                .put("client_msg_no", "n" + seq)
                .put("from_uid", "u1")
                .put("channel_id", "g1")
                .put("channel_type", 2)
                .put("timestamp", 1795319704)
                .put("payload", "e30=");
    }

    private static String page(JsonObject... rows) {
        return new JsonObject()
                .put("messages", new JsonArray(List.of((Object[]) rows)))
                .encode();
    }
}
