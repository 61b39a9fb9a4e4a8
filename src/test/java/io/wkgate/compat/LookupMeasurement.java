package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.NOT_FOUND;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;

/** Finding one message: by its number, by its id, by the number of its sender. */
final class LookupMeasurement implements Measurement {

    @Override
    public List<String> features() {
        return List.of(
                "calls.messages-by-seq",
                "calls.messages-by-id",
                "calls.messages-by-client-msg-no",
                "calls.by-client-msg-no",
                "calls.last-message");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        caller.say("u1", "g1", GROUP, "wanted");
        JsonObject wanted = caller.log("u1", "g1", GROUP).get(1);
        search(caller, found, "calls.messages-by-seq", "message_seqs", wanted.getLong("message_seq"));
        search(caller, found, "calls.messages-by-id", "message_ids", wanted.getLong("message_id"));
        search(caller, found, "calls.messages-by-client-msg-no", "client_msg_nos", "wanted");
        String asked = "?channel_id=g1&channel_type=2&login_uid=u1";
        one(caller.get("/message/byclientmsgno" + asked + "&client_msg_no=wanted"), found, "calls.by-client-msg-no");
        one(caller.get("/channel/last_message" + asked), found, "calls.last-message");
        return found.all();
    }

    private static void search(Caller caller, Findings found, String feature, String by, Object value) {
        JsonObject body = Caller.channel("g1", GROUP).put("login_uid", "u1").put(by, JsonArray.of(value));
        Reply reply = caller.post("/messages", body);
        if (reply.status() == NOT_FOUND) {
            found.degraded(feature, "gone");
        } else if (reply.status() == 400) {
            found.degraded(feature, "refused");
        } else if (isWanted(Caller.rows(reply))) {
            found.works(feature, "found");
        } else {
            throw Findings.unforeseen(feature, reply);
        }
    }

    private static boolean isWanted(List<JsonObject> rows) {
        return rows.size() == 1 && "wanted".equals(rows.get(0).getString("client_msg_no"));
    }

    private static void one(Reply reply, Findings found, String feature) {
        if (reply.status() == NOT_FOUND) {
            found.degraded(feature, "not-there");
        } else if ("wanted".equals(reply.json().getString("client_msg_no"))) {
            found.works(feature, "found");
        } else {
            throw Findings.unforeseen(feature, reply);
        }
    }
}
