package io.wkgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.testing.EndOf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise: groups end and begin again, servers die of a call, and streams get their text, as was measured on the real servers. */
class SimulatorManagementTest {
    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;
    private TestCalls calls;

    @AfterEach
    void closeVertx() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @CsvSource({
        // version, what a group holds that was disbanded after "first", one that was deleted after it and made again
        "V1_2_6,  first behind, first behind again",
        "V2_0_4,  first,        first behind again",
        "V2_0_10, first,        first again",
        "V2_2_5,  first,        first again",
        "V3,      first,        first"
    })
    void endsAGroupAndBeginsItAgain(Profile profile, String disbanded, String deleted) {
        start(profile);
        calls.group("g1", "u1");
        say("g1", "first");
        calls.post("/channel/info", TestCalls.channel("g1").put("disband", 1));
        say("g1", "behind");
        assertThat(numbers("g1")).containsExactly(disbanded.split(" "));
        calls.group("g2", "u1");
        say("g2", "first");
        calls.post("/channel/delete", TestCalls.channel("g2"));
        say("g2", "behind");
        calls.group("g2", "u1");
        say("g2", "again");
        assertThat(numbers("g2")).containsExactly(deleted.split(" "));
    }

    @Test
    void disbandsOnEarlyTwoOnlyAGroupThatWasSpokenIn() {
        start(Profile.V2_0_4);
        calls.group("g1", "u1");
        calls.post("/channel/info", TestCalls.channel("g1").put("disband", 1));
        say("g1", "all the same");
        assertThat(numbers("g1")).containsExactly("all the same");
    }

    @ParameterizedTest
    @EnumSource
    void makesNoGroupWithSpecialCharactersSinceTwo(Profile profile) {
        start(profile);
        int expected = profile.line() == Line.ONE ? 200 : 400;
        assertThat(calls.post("/channel", TestCalls.channel("g#1")).statusCode())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_0_4", "V2_0_10"})
    void diesOfBlacklistSetAndStartsAgain(Profile profile) {
        start(profile);
        calls.group("g1", "u1");
        say("g1", "first");
        JsonObject uids = TestCalls.channel("g1").put("uids", JsonArray.of("u2"));
        assertThatThrownBy(() -> calls.post("/channel/blacklist_set", uids)).isNotNull();
        await().until(() -> !answers());
        Waiting.on(simulator.kill());
        Waiting.on(simulator.restart());
        assertThat(answers()).isTrue();
        assertThat(numbers("g1")).containsExactly("first");
    }

    @ParameterizedTest
    @CsvSource({"V2_2_5, is_stream, 1, false", "V3, setting, 2, true"})
    void showsTheTextOfAStreamInTheLog(Profile profile, String field, int value, boolean onlyWhenAsked) {
        start(profile);
        calls.group("g1", "u1");
        calls.post("/message/send", TestCalls.message("u1", "g1", "s1").put(field, value));
        await().until(() -> numbers("g1").size() == 1);
        event("stream.delta", new JsonObject().put("delta", "hello"));
        event("stream.close", new JsonObject());
        assertThat(logged(new JsonObject()).containsKey("stream_data")).isEqualTo(!onlyWhenAsked);
        JsonObject asked = new JsonObject().put("event_summary_mode", "full");
        assertThat(logged(asked).getString("stream_data")).isEqualTo("aGVsbG8=");
    }

    private void start(Profile profile) {
        simulator = Waiting.on(Simulator.start(vertx, SimulatorOptions.of(profile)));
        calls = new TestCalls(vertx, simulator);
    }

    /** What is stored at all is stored before what was sent to another group later. */
    private void say(String group, String number) {
        calls.send("u1", group, number);
        String later = group + "-" + number.replace(' ', '-');
        calls.group(later, "u1");
        calls.send("u1", later, later);
        await().until(() -> simulator.log(later, ChannelIds.GROUP).size() == 1);
    }

    private boolean answers() {
        try {
            return calls.get("/route").statusCode() == 200;
        } catch (AssertionError dead) {
            return false;
        }
    }

    private void event(String type, JsonObject payload) {
        calls.post(
                "/message/event",
                TestCalls.channel("g1")
                        .put("client_msg_no", "s1")
                        .put("event_type", type)
                        .put("payload", payload));
    }

    private JsonObject logged(JsonObject more) {
        JsonObject asked = TestCalls.channel("g1")
                .put("login_uid", "u1")
                .put("start_message_seq", 1)
                .put("limit", 9)
                .put("pull_mode", 1);
        return calls.post("/channel/messagesync", asked.mergeIn(more))
                .bodyAsJsonObject()
                .getJsonArray("messages")
                .getJsonObject(0);
    }

    private List<String> numbers(String group) {
        return simulator.log(group, ChannelIds.GROUP).stream()
                .map(StoredMessage::clientMsgNo)
                .toList();
    }
}
