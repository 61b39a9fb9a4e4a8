package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.NOT_FOUND;
import static io.wkgate.compat.Caller.PERSON;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Users, channels and their members: telling them to WuKongIM and asking for them. */
final class AdministrationMeasurement implements Measurement {

    private static final Set<String> MEMBERS = Set.of("u1", "u2");
    private static final List<String> LISTS = List.of(
            "/channel/blacklist_add",
            "/channel/blacklist_remove",
            "/channel/whitelist_add",
            "/channel/whitelist_set",
            "/channel/whitelist_remove");

    @Override
    public List<String> features() {
        return List.of("calls.administration", "calls.members", "calls.channel-list", "calls.whitelist");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        caller.say("u1", "u2", PERSON, "to-person");
        members(bench, found);
        channels(bench, found);
        whitelist(caller, found);
        administration(caller, found);
        return found.all();
    }

    private static void administration(Caller caller, Findings found) {
        JsonObject token = new JsonObject().put("uid", "u1").put("token", "t").put("device_flag", 1);
        done(caller.post("/user/token", token.put("device_level", 1)));
        done(caller.post("/user/systemuids_add", new JsonObject().put("uids", JsonArray.of("helper"))));
        JsonObject joining = Caller.channel("g1", GROUP).put("subscribers", JsonArray.of("u3"));
        done(caller.post("/channel/subscriber_add", joining));
        done(caller.post("/channel/subscriber_remove", joining));
        JsonObject listed = Caller.channel("g1", GROUP).put("uids", JsonArray.of("u3"));
        LISTS.forEach(list -> done(caller.post(list, listed)));
        done(caller.post("/channel/info", Caller.channel("g1", GROUP).put("large", 0)));
        found.works("calls.administration", "done");
    }

    private static void done(Reply reply) {
        if (reply.status() != 200) {
            throw Findings.unforeseen("calls.administration", reply);
        }
    }

    private static void members(Bench bench, Findings found) {
        Reply cluster = bench.get("/cluster/channels/g1/2/subscribers");
        if (cluster.status() == 200 && MEMBERS.equals(cluster.array().stream().collect(Collectors.toSet()))) {
            found.works("calls.members", "cluster");
        } else if (bench.line().equals("3.x")
                && MEMBERS.equals(managed(bench, "/manager/channels/2/g1/subscribers", "uid"))) {
            found.works("calls.members", "manager");
        } else if (cluster.status() == NOT_FOUND) {
            found.impossible("calls.members", "not-told");
        } else {
            throw Findings.unforeseen("calls.members", cluster);
        }
    }

    private static void channels(Bench bench, Findings found) {
        String feature = "calls.channel-list";
        Reply cluster = bench.get("/cluster/channels?limit=100");
        if (cluster.status() == 200) {
            boolean persons = cluster.body().contains("u2@u1");
            boolean groups = cluster.body().contains("\"g1\"");
            if (persons || !groups) {
                throw Findings.unforeseen(feature, cluster);
            }
            found.degraded(feature, "groups");
        } else if (bench.line().equals("3.x")
                && managed(bench, "/manager/channels?limit=100", "channel_id").containsAll(Set.of("g1", "u2@u1"))) {
            found.works(feature, "all");
        } else if (cluster.status() == NOT_FOUND) {
            found.impossible(feature, "not-told");
        } else {
            throw Findings.unforeseen(feature, cluster);
        }
    }

    private static Set<String> managed(Bench bench, String path, String field) {
        Reply reply = bench.manager(path);
        return reply.json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString(field))
                .collect(Collectors.toSet());
    }

    private static void whitelist(Caller caller, Findings found) {
        caller.post("/channel/whitelist_add", Caller.channel("g1", GROUP).put("uids", JsonArray.of("u1")));
        JsonArray told = new JsonArray(
                caller.get("/channel/whitelist?channel_id=g1&channel_type=2").body());
        if (told.getValue(0) instanceof String) {
            found.works("calls.whitelist", "uids");
        } else {
            found.works("calls.whitelist", "rows");
        }
    }
}
