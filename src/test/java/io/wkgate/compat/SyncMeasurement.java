package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.NOT_FOUND;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What a client fetches through its business server when it comes back: pages, conversations, commands. */
final class SyncMeasurement implements Measurement {

    @Override
    public List<String> features() {
        return List.of("calls.messagesync", "calls.messagesyncbatch", "calls.conversation-sync", "calls.message-sync");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        if (Caller.rows(caller.page("u2", Caller.channel("g1", GROUP), 1, 0, 10, 1))
                        .size()
                != 1) {
            throw Findings.unforeseen("calls.messagesync", "an empty page");
        }
        found.works("calls.messagesync", "page");
        batch(caller, found);
        conversations(caller, found);
        commands(caller, found);
        return found.all();
    }

    private static void batch(Caller caller, Findings found) {
        JsonObject item = Caller.channel("g1", GROUP)
                .put("start_message_seq", 1)
                .put("limit", 10)
                .put("pull_mode", 1);
        Reply reply = caller.post(
                "/channel/messagesyncbatch",
                new JsonObject().put("login_uid", "u2").put("items", JsonArray.of(item)));
        if (reply.status() == NOT_FOUND) {
            found.degraded("calls.messagesyncbatch", "not-there");
        } else if (reply.json().getJsonArray("items").size() == 1) {
            found.works("calls.messagesyncbatch", "pages");
        } else {
            throw Findings.unforeseen("calls.messagesyncbatch", reply);
        }
    }

    private static void conversations(Caller caller, Findings found) {
        String feature = "calls.conversation-sync";
        if (caller.conversations("u2", 1).status() == NOT_FOUND) {
            found.impossible(feature, "gone");
            return;
        }
        // v2 writes them down a moment later.
        Awaitility.await()
                .until(() -> new JsonArray(caller.conversations("u2", 1).body()).size() == 1);
        boolean withoutCount = !new JsonArray(caller.conversations("u2", 0).body()).isEmpty();
        found.works(feature, withoutCount ? "told" : "told-with-count");
    }

    private static void commands(Caller caller, Findings found) {
        String feature = "calls.message-sync";
        if (arrives(caller, "unbound")) {
            found.works(feature, "kept");
            return;
        }
        caller.post("/message/cmd/bind", Caller.channel("g1", GROUP).put("uid", "u2"));
        if (!arrives(caller, "bound")) {
            throw Findings.unforeseen(feature, "a command that nobody finds");
        }
        found.degraded(feature, "only-bound");
    }

    private static boolean arrives(Caller caller, String number) {
        JsonObject command = Caller.command("u1", number).mergeIn(Caller.channel("g1", GROUP));
        caller.send(command);
        return caller.within(() -> synced(caller).contains(number));
    }

    private static List<String> synced(Caller caller) {
        return caller.post("/message/sync", new JsonObject().put("uid", "u2").put("limit", 10)).array().stream()
                .map(row -> ((JsonObject) row).getString("client_msg_no"))
                .toList();
    }
}
