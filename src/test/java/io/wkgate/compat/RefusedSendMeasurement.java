package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;

import io.vertx.core.json.JsonArray;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;

/** Messages that some versions keep, some refuse, and some answer with 200 and forget. */
final class RefusedSendMeasurement implements Measurement {

    private static final int SUCCESS = 1;

    @Override
    public List<String> features() {
        return List.of(
                "calls.send-no-member",
                "calls.send-unknown-group",
                "calls.send-special-characters",
                "calls.send-disbanded",
                "calls.send-deleted",
                "calls.group-made-again");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        noMember(caller, found);
        unknownGroup(caller, found);
        specialCharacters(caller, found);
        disbanded(caller, found);
        deleted(caller, found);
        return found.all();
    }

    private static void noMember(Caller caller, Findings found) {
        String feature = "calls.send-no-member";
        Reply sent = caller.send("stranger", "g1", GROUP, "by-stranger");
        caller.say("u1", "g1", GROUP, "behind-stranger");
        if (caller.numbers("u1", "g1", GROUP).contains("by-stranger")) {
            found.works(feature, "stored");
        } else if (Caller.reason(sent) == SUCCESS && sent.status() == 200) {
            found.degraded(feature, "200-and-nothing");
        } else {
            found.degraded(feature, "reason", "reason", Integer.toString(Caller.reason(sent)));
        }
    }

    private static void unknownGroup(Caller caller, Findings found) {
        String feature = "calls.send-unknown-group";
        Reply sent = caller.send("u1", "unknown", GROUP, "to-nowhere");
        if (Caller.reason(sent) != SUCCESS) {
            found.degraded(feature, "reason", "reason", Integer.toString(Caller.reason(sent)));
        } else if (caller.comesToBe("u1", "unknown", "to-nowhere")) {
            found.works(feature, "stored");
        } else {
            found.degraded(feature, "200-and-nothing");
        }
    }

    private static void specialCharacters(Caller caller, Findings found) {
        String feature = "calls.send-special-characters";
        Reply made = caller.makeGroup("g@1#&", "u1", "u2");
        Reply sent = caller.send("u1", "g@1#&", GROUP, "special");
        if (made.status() == 200 && caller.comesToBe("u1", "g@1#&", "special")) {
            found.works(feature, "stored");
        } else if (sent.status() == 400) {
            found.impossible(feature, "refused");
        } else if (Caller.reason(sent) != SUCCESS) {
            found.impossible(feature, "reason", "reason", Integer.toString(Caller.reason(sent)));
        } else if (made.status() == 400) {
            found.impossible(feature, "200-and-nothing");
        } else {
            throw Findings.unforeseen(feature, made + " " + sent);
        }
    }

    private static void disbanded(Caller caller, Findings found) {
        String feature = "calls.send-disbanded";
        caller.liveGroup("gone", "u1", "u2");
        caller.post("/channel/info", Caller.channel("gone", GROUP).put("disband", 1));
        Reply sent = caller.send("u1", "gone", GROUP, "after");
        caller.makeGroup("silent", "u1", "u2");
        caller.post("/channel/info", Caller.channel("silent", GROUP).put("disband", 1));
        caller.send("u1", "silent", GROUP, "after");
        if (Caller.reason(sent) != SUCCESS) {
            found.works(feature, "reason", "reason", Integer.toString(Caller.reason(sent)));
        } else if (caller.comesToBe("u1", "gone", "after")) {
            found.impossible(feature, "stored");
        } else if (caller.comesToBe("u1", "silent", "after")) {
            found.degraded(feature, "forgotten");
        } else {
            found.degraded(feature, "200-and-nothing");
        }
    }

    private static void deleted(Caller caller, Findings found) {
        String feature = "calls.send-deleted";
        caller.liveGroup("deleted", "u1", "u2");
        caller.post("/channel/delete", Caller.channel("deleted", GROUP));
        Reply sent = caller.send("u1", "deleted", GROUP, "after");
        if (Caller.reason(sent) != SUCCESS) {
            found.works(feature, "reason", "reason", Integer.toString(Caller.reason(sent)));
        } else if (caller.comesToBe("u1", "deleted", "after")) {
            found.degraded(feature, "stored");
        } else {
            found.degraded(feature, "200-and-nothing");
        }
        madeAgain(caller, found);
    }

    private static void madeAgain(Caller caller, Findings found) {
        String feature = "calls.group-made-again";
        caller.post("/channel", Caller.channel("deleted", GROUP).put("subscribers", JsonArray.of("u1", "u2")));
        Reply sent = caller.send("u1", "deleted", GROUP, "again");
        if (Caller.reason(sent) != SUCCESS) {
            found.impossible(feature, "gone", "reason", Integer.toString(Caller.reason(sent)));
            return;
        }
        caller.awaitStored("u1", "deleted", GROUP, "again");
        if (!caller.numbers("u1", "deleted", GROUP).contains("deleted-first")) {
            throw Findings.unforeseen(feature, "a log that began anew");
        }
        found.works(feature, "goes-on");
    }
}
