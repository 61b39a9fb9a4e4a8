package io.wkgate.compat;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** A business server that calls the API of the WuKongIM on a bench. */
final class Caller {

    static final int PERSON = 1;
    static final int GROUP = 2;
    static final int NOT_FOUND = 404;

    /** As what goes over the API can be seen on v2: accepted first, stored a moment later. */
    private static final Duration STORED_WITHIN = Duration.ofSeconds(20);

    private static final Duration DONE_BY_A_REAL_ONE_WITHIN = Duration.ofSeconds(5);
    private static final Duration DONE_BY_THE_SIMULATOR_WITHIN = Duration.ofSeconds(1);
    private static final int ROUNDS_OF_A_REAL_ONE = 3;
    private static final int WHOLE_LOG = 100;
    private static final String TEXT = "{\"type\":1,\"content\":\"hello\"}";

    private final Bench bench;

    Caller(Bench bench) {
        this.bench = bench;
    }

    static JsonObject channel(String id, int type) {
        return new JsonObject().put("channel_id", id).put("channel_type", type);
    }

    static JsonObject message(String from, String id, int type, String number) {
        return channel(id, type)
                .put("header", header(0, 1, 0))
                .put("from_uid", from)
                .put("client_msg_no", number)
                .put("payload", payload(TEXT));
    }

    static JsonObject command(String from, String number) {
        return new JsonObject()
                .put("header", header(0, 0, 1))
                .put("from_uid", from)
                .put("client_msg_no", number)
                .put("payload", payload("{\"type\":99,\"cmd\":\"anything\"}"));
    }

    static JsonObject header(int noPersist, int redDot, int syncOnce) {
        return new JsonObject()
                .put("no_persist", noPersist)
                .put("red_dot", redDot)
                .put("sync_once", syncOnce);
    }

    static String payload(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Reply get(String pathAndQuery) {
        return bench.get(pathAndQuery);
    }

    Reply post(String path, JsonObject body) {
        return bench.post(path, body);
    }

    Reply send(JsonObject message) {
        return bench.post("/message/send", message);
    }

    Reply send(String from, String id, int type, String number) {
        return send(message(from, id, type, number));
    }

    Reply makeGroup(String id, String... members) {
        return post("/channel", channel(id, GROUP).put("subscribers", new JsonArray(List.of(members))));
    }

    /** A group in which its first member has said something that is stored. */
    void liveGroup(String id, String first, String... others) {
        JsonArray members = JsonArray.of(first);
        List.of(others).forEach(members::add);
        post("/channel", channel(id, GROUP).put("subscribers", members));
        say(first, id, GROUP, id + "-first");
    }

    /** Sends and waits until it is stored. */
    void say(String from, String id, int type, String number) {
        send(from, id, type, number);
        awaitStored(from, id, type, number);
    }

    void awaitStored(String reader, String id, int type, String number) {
        await().atMost(STORED_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> numbers(reader, id, type).contains(number));
    }

    /**
     * Whether something comes true that some versions do a moment after their answer, and others never. The simulator does at
     * once what it does.
     */
    boolean within(Callable<Boolean> condition) {
        try {
            await().atMost(bench.real() ? DONE_BY_A_REAL_ONE_WITHIN : DONE_BY_THE_SIMULATOR_WITHIN)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException never) {
            return false;
        }
    }

    /**
     * Whether a message to a group that was answered with 200 is stored: when what was sent to new groups behind it is, it is
     * too, or never.
     */
    boolean comesToBe(String reader, String id, String number) {
        for (int round = 0; round < (bench.real() ? ROUNDS_OF_A_REAL_ONE : 1); round++) {
            String later = "behind-" + number + "-" + round;
            makeGroup(later, "w1");
            say("w1", later, GROUP, later);
        }
        return numbers(reader, id, GROUP).contains(number);
    }

    /** A page of the log, upwards (pull_mode 1) or downwards (0). */
    Reply page(String reader, JsonObject channel, long start, long end, int limit, int mode) {
        JsonObject body = channel.copy()
                .put("login_uid", reader)
                .put("start_message_seq", start)
                .put("end_message_seq", end)
                .put("limit", limit)
                .put("pull_mode", mode);
        return post("/channel/messagesync", body);
    }

    /** What a reader is shown of a channel; nothing if that is refused. */
    List<JsonObject> log(String reader, String id, int type) {
        return rows(page(reader, channel(id, type), 1, 0, WHOLE_LOG, 1));
    }

    /** The client_msg_no of each row that a reader is shown. */
    List<String> numbers(String reader, String id, int type) {
        return log(reader, id, type).stream()
                .map(row -> row.getString("client_msg_no"))
                .toList();
    }

    /** @param count how many of the newest messages to show with each conversation */
    Reply conversations(String uid, int count) {
        return post(
                "/conversation/sync",
                new JsonObject().put("uid", uid).put("version", 0).put("msg_count", count));
    }

    static List<JsonObject> rows(Reply page) {
        return page.status() != 200
                ? List.of()
                : page.json().getJsonArray("messages").stream()
                        .map(JsonObject.class::cast)
                        .toList();
    }

    static List<Long> seqs(List<JsonObject> rows) {
        return rows.stream().map(row -> row.getLong("message_seq")).toList();
    }

    /** v3's word for how a send went; 1 is success. */
    static int reason(Reply sent) {
        return sent.json().getInteger("reason", 1);
    }
}
