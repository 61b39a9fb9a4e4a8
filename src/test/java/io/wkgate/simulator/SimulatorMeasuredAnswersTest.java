package io.wkgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise: answers that no recording holds, but that were measured on the real servers, are simulated too. */
class SimulatorMeasuredAnswersTest {
    private Vertx vertx;
    private Simulator simulator;
    private TestCalls calls;

    @BeforeEach
    void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void closeVertx() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @CsvSource({
        // version, start, end, limit, pull_mode, numbers, more
        "V1_2_6,  1, 0, 2, 1, 1 2, 1",
        "V1_2_6,  3, 0, 2, 0, 2 3, 1",
        "V1_2_6,  3, 1, 9, 0, 2 3, 0",
        "V1_2_6,  0, 0, 2, 1, 2 3, 1",
        "V1_2_6,  1, 3, 2, 1, 1 2, 1",
        "V1_2_6,  1, 3, 0, 1, '',  1",
        "V2_0_10, 1, 3, 0, 1, 1 2, 1",
        "V2_2_5,  1, 0, 2, 1, 1 2, 1",
        "V2_2_5,  0, 0, 2, 1, 2 3, 1",
        "V2_2_5,  1, 3, 0, 1, 1 2, 1",
        "V3,      1, 0, 2, 1, 1 2, 1",
        "V3,      3, 0, 2, 0, 2 3, 1",
        "V3,      0, 0, 2, 1, 1 2, 1",
        "V3,      1, 3, 2, 1, 1 2, 0",
        "V3,      1, 3, 0, 1, 1 2, 0"
    })
    void cutsPagesOfTheLog(Profile profile, long start, long end, int limit, int mode, String numbers, int more) {
        startWithThreeMessages(profile);
        JsonObject page = sync("u1", start, end, limit, mode).bodyAsJsonObject();
        assertThat(String.join(" ", seqs(page).stream().map(String::valueOf).toList()))
                .isEqualTo(numbers);
        assertThat(page.getInteger("more")).isEqualTo(more);
    }

    @Test
    void showsAMemberOnThreeOnlyWhatCameAfterJoining() {
        startWithThreeMessages(Profile.V3);
        assertThat(sync("u9", 1, 0, 9, 1).bodyAsJsonObject().getString("msg"))
                .isEqualTo("internal/message: valid channel membership required");
        JsonObject newcomer = TestCalls.channel("g1").put("subscribers", new JsonArray().add("u9"));
        calls.post("/channel/subscriber_add", newcomer);
        calls.send("u1", "g1", "a4");
        assertThat(seqs(sync("u9", 1, 0, 9, 1).bodyAsJsonObject())).containsExactly(4L);
        calls.post("/channel/subscriber_remove", newcomer);
        calls.post("/channel/subscriber_add", newcomer);
        assertThat(seqs(sync("u9", 1, 0, 9, 1).bodyAsJsonObject())).isEmpty();
    }

    @Test
    void givesReasonsForRefusingOnThree() {
        startWithThreeMessages(Profile.V3);
        assertThat(reason(calls.send("u1", "unknown", "r1"))).isEqualTo(5);
        assertThat(reason(calls.send("stranger", "g1", "r2"))).isEqualTo(3);
        assertThat(reason(calls.send("____system", "g1", "r3"))).isEqualTo(1);
        JsonObject uids = TestCalls.channel("g1").put("uids", new JsonArray().add("u2"));
        calls.post("/channel/whitelist_add", uids);
        assertThat(reason(calls.send("u1", "g1", "r4"))).isEqualTo(13);
        JsonObject device = TestCalls.message("u1", "g1", "r5").put("device_id", "____device");
        assertThat(reason(calls.post("/message/send", device))).isEqualTo(1);
        calls.post("/channel/info", TestCalls.channel("g1").put("disband", 1));
        assertThat(reason(calls.send("____system", "g1", "r6"))).isEqualTo(24);
        assertThat(sync("u1", 1, 0, 9, 1).bodyAsJsonObject().getString("msg"))
                .isEqualTo("internal/message: channel disbanded");
    }

    @Test
    void refusesABlacklistedPersonAndAThirdPartyOnThree() {
        start(Profile.V3);
        JsonObject toU2 = TestCalls.message("u1", "u2", "p1").put("channel_type", 1);
        assertThat(reason(calls.post("/message/send", toU2))).isEqualTo(1);
        calls.post(
                "/channel/blacklist_add",
                new JsonObject().put("channel_id", "u2").put("channel_type", 1).put("uids", new JsonArray().add("u1")));
        assertThat(reason(calls.post("/message/send", toU2.copy().put("client_msg_no", "p2"))))
                .isEqualTo(4);
        JsonObject administrator = TestCalls.message("admin", "u2@u1", "p3").put("channel_type", 1);
        assertThat(calls.post("/message/send", administrator).statusCode()).isEqualTo(400);
    }

    @Test
    void knowsTheSameClientMsgNoAgainOnThree() {
        startWithThreeMessages(Profile.V3);
        JsonObject first = calls.send("u1", "g1", "same").bodyAsJsonObject();
        assertThat(calls.send("u1", "g1", "same").bodyAsJsonObject()).isEqualTo(first);
        HttpResponse<Buffer> other = calls.post(
                "/message/send", TestCalls.message("u1", "g1", "same").put("payload", "eHg="));
        assertThat(other.statusCode()).isEqualTo(500);
        assertThat(simulator.log("g1", ChannelIds.GROUP)).hasSize(4);
    }

    @Test
    void breaksMessageSyncByABindingOnThree() {
        startWithThreeMessages(Profile.V3);
        JsonObject binding = TestCalls.channel("g1").put("uid", "u2");
        assertThat(calls.post("/message/cmd/bind", binding).statusCode()).isEqualTo(200);
        assertThat(inbox("u2").statusCode()).isEqualTo(400);
        calls.command("u1", "g1", "c1");
        assertThat(inbox("u2").bodyAsJsonArray()).hasSize(1);
        assertThat(inbox("u3").bodyAsJsonArray()).isEmpty();
        calls.post("/channel/info", TestCalls.channel("g1").put("disband", 1));
        assertThat(inbox("u2").bodyAsJsonObject().getString("msg"))
                .isEqualTo("internal/usecase/cmdsync: channel disbanded");
        calls.post("/message/cmd/unbind", binding);
        assertThat(inbox("u2").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void asksForTheManagerTokenOnEveryRouteBeforeThree(Profile profile) {
        simulator =
                Waiting.on(Simulator.start(vertx, SimulatorOptions.of(profile).withManagerToken("secret")));
        calls = new TestCalls(vertx, simulator);
        int expected = profile.line() == Line.THREE ? 404 : 401;
        assertThat(calls.get("/varz").statusCode()).isEqualTo(expected);
        assertThat(calls.get("/health").statusCode()).isEqualTo(expected);
    }

    @Test
    void refusesACommandForALargeGroupOnOne() {
        start(Profile.V1_2_6);
        calls.post("/channel", TestCalls.channel("large").put("large", 1));
        HttpResponse<Buffer> refused = calls.command("u1", "large", "c1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.bodyAsJsonObject().getString("msg")).isEqualTo("超大群不支持发送SyncOnce类型消息！");
    }

    @Test
    void takesWhatAStrangerSendsAndForgetsItOnEarlyTwo() {
        startWithThreeMessages(Profile.V2_0_4);
        assertThat(calls.send("stranger", "g1", "lost").statusCode()).isEqualTo(200);
        calls.send("u1", "g1", "kept");
        await().until(() -> numbers().contains("kept"));
        assertThat(numbers()).doesNotContain("lost");
    }

    @ParameterizedTest
    @EnumSource
    void makesIdsThatHoldTheTime(Profile profile) {
        startWithThreeMessages(profile);
        long id = simulator.log("g1", ChannelIds.GROUP).get(0).messageId();
        long time = (id >> 22) + 1288834974657L;
        assertThat(Duration.ofMillis(System.currentTimeMillis() - time).abs()).isLessThan(Duration.ofMinutes(1));
    }

    private void start(Profile profile) {
        simulator = Waiting.on(Simulator.start(vertx, SimulatorOptions.of(profile)));
        calls = new TestCalls(vertx, simulator);
    }

    private void startWithThreeMessages(Profile profile) {
        start(profile);
        calls.group("g1", "u1", "u2", "u3");
        List.of("a1", "a2", "a3").forEach(number -> calls.send("u1", "g1", number));
        await().until(() -> numbers().size() == 3);
    }

    private List<String> numbers() {
        return simulator.log("g1", ChannelIds.GROUP).stream()
                .map(StoredMessage::clientMsgNo)
                .toList();
    }

    private HttpResponse<Buffer> sync(String uid, long start, long end, int limit, int mode) {
        return calls.post(
                "/channel/messagesync",
                TestCalls.channel("g1")
                        .put("login_uid", uid)
                        .put("start_message_seq", start)
                        .put("end_message_seq", end)
                        .put("limit", limit)
                        .put("pull_mode", mode));
    }

    private HttpResponse<Buffer> inbox(String uid) {
        return calls.post("/message/sync", new JsonObject().put("uid", uid).put("limit", 10));
    }

    private static List<Long> seqs(JsonObject page) {
        return page.getJsonArray("messages").stream()
                .map(message -> ((JsonObject) message).getLong("message_seq"))
                .toList();
    }

    private static int reason(HttpResponse<Buffer> answer) {
        return answer.bodyAsJsonObject().getInteger("reason");
    }
}
