package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.NOT_FOUND;
import static io.wkgate.compat.Caller.PERSON;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Sends to users who are listed. */
final class SubscribersMeasurement implements Measurement {

    private static final JsonArray USERS = JsonArray.of("u1", "u2");

    @Override
    public List<String> features() {
        return List.of(
                "calls.sendbatch", "calls.subscribers", "calls.subscribers-chat", "calls.subscribers-and-channel");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        sendbatch(caller, found);
        subscribers(caller, found);
        chat(caller, found);
        andChannel(caller, found);
        return found.all();
    }

    private static void sendbatch(Caller caller, Findings found) {
        JsonObject body = new JsonObject()
                .put("header", Caller.header(0, 1, 0))
                .put("from_uid", "u9")
                .put("subscribers", USERS)
                .put("payload", Caller.payload("to many"));
        if (caller.post("/message/sendbatch", body).status() == NOT_FOUND) {
            found.degraded("calls.sendbatch", "gone");
            return;
        }
        Awaitility.await()
                .until(() -> caller.log("u9", "u1", PERSON).size() == 1
                        && caller.log("u9", "u2", PERSON).size() == 1);
        found.works("calls.sendbatch", "one-to-each");
    }

    private static void subscribers(Caller caller, Findings found) {
        JsonObject sent = accepted(caller.send(Caller.command("u1", "listed").put("subscribers", USERS)));
        if (sent.containsKey("data")) {
            found.works("calls.subscribers", "data");
        } else if (sent.containsKey("reason")) {
            found.works("calls.subscribers", "reason");
        } else {
            found.works("calls.subscribers", "status-only");
        }
    }

    private static JsonObject accepted(Reply sent) {
        if (sent.status() != 200) {
            throw Findings.unforeseen("calls.subscribers", sent);
        }
        return sent.json();
    }

    private static void chat(Caller caller, Findings found) {
        JsonObject message = Caller.command("u1", "listed-chat")
                .put("header", Caller.header(0, 1, 0))
                .put("subscribers", USERS);
        if (caller.send(message).status() == 200) {
            found.works("calls.subscribers-chat", "accepted");
        } else {
            found.degraded("calls.subscribers-chat", "refused");
        }
    }

    private static void andChannel(Caller caller, Findings found) {
        JsonObject both = Caller.command("u1", "listed-and-channel")
                .mergeIn(Caller.channel("g1", GROUP))
                .put("subscribers", USERS);
        if (caller.send(both).status() == 200) {
            found.works("calls.subscribers-and-channel", "accepted");
        } else {
            found.degraded("calls.subscribers-and-channel", "refused");
        }
    }
}
