package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.PERSON;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;

/** A message to a group and to a person, what is answered, and what is said of a send that is none. */
final class SendMeasurement implements Measurement {

    @Override
    public List<String> features() {
        return List.of(
                "calls.send-group",
                "calls.send-person",
                "calls.send-answer",
                "calls.send-error",
                "calls.send-without-sender",
                "calls.send-as-system");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        Reply sent = caller.send("u1", "g1", GROUP, "to-group");
        caller.awaitStored("u1", "g1", GROUP, "to-group");
        found.works("calls.send-group", "stored");
        answer(sent.json(), found);
        caller.say("u1", "u2", PERSON, "to-person");
        found.works("calls.send-person", "stored");
        error(caller.send(new JsonObject().put("from_uid", "u1")), found);
        withoutSender(caller, found);
        asSystem(caller, found);
        return found.all();
    }

    private static void answer(JsonObject answer, Findings found) {
        JsonObject data = answer.getJsonObject("data", new JsonObject());
        if (data.containsKey("message_id") && data.containsKey("message_seq")) {
            found.works("calls.send-answer", "data-with-number");
        } else if (data.containsKey("message_id")) {
            found.works("calls.send-answer", "data");
        } else if (answer.containsKey("message_id") && answer.containsKey("reason")) {
            found.degraded("calls.send-answer", "reason");
        } else {
            throw Findings.unforeseen("calls.send-answer", answer);
        }
    }

    private static void error(Reply refused, Findings found) {
        JsonObject answer = refused.json();
        if (refused.status() == 400 && answer.containsKey("msg") && answer.containsKey("status")) {
            found.works("calls.send-error", "msg-and-status");
        } else if (refused.status() == 400 && answer.containsKey("error")) {
            found.degraded("calls.send-error", "error-only");
        } else {
            throw Findings.unforeseen("calls.send-error", refused);
        }
    }

    private static void withoutSender(Caller caller, Findings found) {
        Reply sent = caller.send("", "g1", GROUP, "from-nobody");
        if (sent.status() == 400) {
            found.degraded("calls.send-without-sender", "refused");
            return;
        }
        caller.awaitStored("u1", "g1", GROUP, "from-nobody");
        found.works("calls.send-without-sender", "stored");
    }

    private static void asSystem(Caller caller, Findings found) {
        caller.send("____system", "g1", GROUP, "from-system");
        caller.awaitStored("u1", "g1", GROUP, "from-system");
        found.works("calls.send-as-system", "stored");
    }
}
