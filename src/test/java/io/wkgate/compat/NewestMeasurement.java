package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.NOT_FOUND;
import static io.wkgate.compat.Caller.PERSON;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;

/** {@code GET /channel/max_message_seq}, of channels of each kind. */
final class NewestMeasurement implements Measurement {

    @Override
    public List<String> features() {
        return List.of("calls.max-seq-group", "calls.max-seq-person", "calls.max-seq-unknown");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        caller.say("u1", "u2", PERSON, "one");
        caller.say("u1", "u2", PERSON, "two");
        Reply group = ask(caller, "g1", GROUP, "");
        if (group.status() == NOT_FOUND) {
            features().forEach(feature -> found.degraded(feature, "gone"));
            return found.all();
        }
        if (seq(group) != 1) {
            throw Findings.unforeseen("calls.max-seq-group", group);
        }
        found.works("calls.max-seq-group", "told");
        person(caller, found);
        Reply unknown = ask(caller, "nobody-knows", GROUP, "");
        found.works("calls.max-seq-unknown", unknown.status() == 400 ? "refused" : "zero");
        return found.all();
    }

    private static void person(Caller caller, Findings found) {
        String feature = "calls.max-seq-person";
        // Of the two ids the right one begins with the user whose crc32 is the larger one.
        boolean joined = seq(ask(caller, "u2%40u1", PERSON, "")) == 2;
        boolean withLogin = seq(ask(caller, "u2", PERSON, "u1")) == 2;
        if (joined && withLogin) {
            found.works(feature, "with-login-uid");
        } else if (joined) {
            found.degraded(feature, "joined-only");
        } else {
            throw Findings.unforeseen(feature, withLogin);
        }
    }

    private static Reply ask(Caller caller, String id, int type, String loginUid) {
        return caller.get(
                "/channel/max_message_seq?channel_id=" + id + "&channel_type=" + type + "&login_uid=" + loginUid);
    }

    private static int seq(Reply reply) {
        return reply.status() == 200 ? new JsonObject(reply.body()).getInteger("message_seq") : -1;
    }
}
