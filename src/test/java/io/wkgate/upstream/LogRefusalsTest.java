package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.testing.EndOf;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: of upstream's 400 only what speaks of the channel is believed; the rest is tried again. */
class LogRefusalsTest {

    private static final ChannelKey GROUP = new ChannelKey(2, "g1");
    private static final String SYNC = "POST /channel/messagesync";
    private static final String MAXIMUM = "GET /channel/max_message_seq";
    private static final String LAST = "GET /channel/last_message";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    private static String refusal(String message) {
        return new JsonObject().put("msg", message).put("status", 400).encode();
    }

    private static LogAnswer page(KnownUpstream known) {
        return waitFor(known.upstream.log().page(known.node(), new LogRequest(GROUP, 10, 3, Optional.of("u1"))));
    }

    private static Newest newest(KnownUpstream known) {
        return waitFor(known.upstream.log().newest(known.node(), GROUP, List.of("u1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "internal/message: valid channel membership required",
                "internal/message: channel disbanded",
                "internal/message: channel not found: channel: channel not found: {g1 2}",
                "runtime/channelid: invalid person channel",
                "login_uid不能为空！"
            })
    void aLogThatVersionThreeShowsToNobodyIsNotReadable(String message) {
        FakeServer fake = FakeServer.recorded(vertx, "v3-20260823").on(SYNC, 400, refusal(message));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            assertThat(page(known)).isEqualTo(new LogAnswer.NotReadable(message));
            assertThat(newest(known)).isInstanceOf(Newest.Unknown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "internal/message: route not ready: cluster: route not ready",
                "internal/message: not leader: channel: not leader",
                "internal/message: stale route: channel: stale meta",
                "internal/message: append failed: cluster: stopping",
                "internal/message: message reader required",
                "cluster: no slot leader",
                "context deadline exceeded",
                "数据格式有误！"
            })
    void whatIsWrongWithVersionThreeAtTheMomentIsAFailure(String message) {
        FakeServer fake = FakeServer.recorded(vertx, "v3-20260823").on(SYNC, 400, refusal(message));
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            assertThatThrownBy(() -> page(known)).isInstanceOf(UpstreamException.class);
            assertThatThrownBy(() -> newest(known)).isInstanceOf(UpstreamException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1.2.6, disk I/O error",
        "v2.0.4, not leader",
        "v2.0.10, slot not exist",
        "v2.0.10, not found slot leader node",
        "v2.2.5, slot[3] leader not found",
        "v2.2.5, slot leader not found",
        "v2.2.5, 'rpc request failed, status: 3'",
        "v2.2.5, 'Get \"http://127.0.0.1:5001/channel/max_message_seq\": dial tcp: connect: connection refused'",
    })
    void whatIsWrongAtTheMomentIsNoUnknownChannel(String version, String message) {
        FakeServer fake = FakeServer.recorded(vertx, version);
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            fake.on(MAXIMUM, 400, refusal(message)).on(LAST, 400, refusal("获取频道所在节点失败！"));
            assertThatThrownBy(() -> newest(known)).isInstanceOf(UpstreamException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"v2.0.10, channel cluster config not found", "v2.2.5, not found"})
    void aChannelThatIsNotFoundIsUnknown(String version, String message) {
        FakeServer fake = FakeServer.recorded(vertx, version);
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            fake.on(MAXIMUM, 400, refusal(message)).on(LAST, 400, refusal("获取频道所在节点失败！"));
            assertThat(newest(known)).isInstanceOf(Newest.Unknown.class);
        }
    }

    @Test
    void aMissOfTheLastMessageIsUnknown() {
        FakeServer fake = FakeServer.recorded(vertx, "v2.2.5");
        try (KnownUpstream known = KnownUpstream.of(vertx, fake.url().base())) {
            fake.on(LAST, 200, "{\"status\":404}");
            assertThat(newest(known)).isInstanceOf(Newest.Unknown.class);
            assertThat(fake.requests()).contains(LAST);
        }
    }
}
