package io.wkgate.compat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Messages that are known again by their payload, their mark, whatever becomes of their other fields: sent to a bench, and
 * looked for in what its webhook got.
 */
final class MarkedMessages {
    static final String NOTIFY = "msg.notify";
    static final String OFFLINE = "msg.offline";
    static final String ONLINE_STATUS = "user.onlinestatus";

    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final String MARK = "\"mark\":\"";

    private final Bench bench;

    MarkedMessages(Bench bench) {
        this.bench = bench;
    }

    /** A group whose members may write at once: a real v2.0.4 forgets what comes before it knows them. */
    void group(String channelId, String... members) {
        bench.post(
                "/channel",
                new JsonObject()
                        .put("channel_id", channelId)
                        .put("channel_type", 2)
                        .put("subscribers", JsonArray.of((Object[]) members)));
        if (bench.real()) {
            UpstreamTimes.pause(SETTLED);
        }
    }

    /** A device that is there and no main one; of a group with it and somebody who is away every version tells msg.offline. */
    ChatClient present(String uid) {
        return ChatClient.connect(bench.webSocket(), uid, "t", ChatClient.APP);
    }

    static JsonObject toGroup(String fromUid, String channelId) {
        return message(fromUid, channelId, 2);
    }

    static JsonObject toPerson(String fromUid, String uid) {
        return message(fromUid, uid, 1);
    }

    static JsonObject header(int noPersist, int redDot, int syncOnce) {
        return new JsonObject()
                .put("no_persist", noPersist)
                .put("red_dot", redDot)
                .put("sync_once", syncOnce);
    }

    Bench.Reply send(String mark, JsonObject message) {
        return bench.post("/message/send", marked(mark, message));
    }

    static JsonObject marked(String mark, JsonObject message) {
        return message.copy().put("client_msg_no", "no-" + mark).put("payload", payload(mark));
    }

    static String payload(String mark) {
        String text = "{\"type\":1," + MARK + mark + "\"}";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How often an event came in which a message is. */
    int times(String event, String mark) {
        return (int) bench.webhook().came(event).stream().filter(holds(mark)).count();
    }

    /** Every copy of a message that msg.notify told. */
    List<JsonObject> notified(String mark) {
        List<JsonObject> copies = new ArrayList<>();
        bench.webhook().came(NOTIFY).stream()
                .filter(holds(mark))
                .forEach(came -> messages(came).stream()
                        .filter(message -> payload(mark).equals(message.getString("payload")))
                        .forEach(copies::add));
        return copies;
    }

    JsonObject awaitNotified(String mark) {
        bench.webhook().await(NOTIFY, holds(mark));
        return notified(mark).get(0);
    }

    JsonObject awaitOffline(String mark) {
        return new JsonObject(bench.webhook().await(OFFLINE, holds(mark)).body());
    }

    static Predicate<Inbox.Came> holds(String mark) {
        return came -> came.body().contains(payload(mark));
    }

    static List<JsonObject> messages(Inbox.Came came) {
        return new JsonArray(came.body()).stream().map(JsonObject.class::cast).toList();
    }

    /** The marks of all messages that begin so and came in an event. */
    Set<String> marks(String event, String beginning) {
        Set<String> marks = new TreeSet<>();
        for (Inbox.Came came : bench.webhook().came(event)) {
            List<JsonObject> messages = event.equals(NOTIFY) ? messages(came) : List.of(new JsonObject(came.body()));
            messages.stream()
                    .map(MarkedMessages::mark)
                    .filter(mark -> mark.startsWith(beginning))
                    .forEach(marks::add);
        }
        return marks;
    }

    private static String mark(JsonObject message) {
        String text = new String(Base64.getDecoder().decode(message.getString("payload")), StandardCharsets.UTF_8);
        int begin = text.indexOf(MARK);
        return begin < 0 ? "" : text.substring(begin + MARK.length(), text.length() - 2);
    }

    private static JsonObject message(String fromUid, String channelId, int channelType) {
        return new JsonObject()
                .put("header", header(0, 1, 0))
                .put("from_uid", fromUid)
                .put("channel_id", channelId)
                .put("channel_type", channelType);
    }
}
