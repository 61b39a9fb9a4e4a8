package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What the log has forgotten of a message that msg.notify told. */
final class LogFieldsMeasurement implements Measurement {

    private static final int HOUR = 3600;

    @Override
    public List<String> features() {
        return List.of("log.timestamp", "log.expire", "log.topic", "log.red-dot");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.makeGroup("g1", "u1", "u2");
        for (String number : List.of("first", "second")) {
            caller.send(Caller.message("u1", "g1", GROUP, number)
                    .put("expire", HOUR)
                    .put("topic", "weather"));
            caller.awaitStored("u1", "g1", GROUP, number);
        }
        List<JsonObject> logged = caller.log("u1", "g1", GROUP);
        JsonObject told = told(bench, "second");
        timestamp(logged.get(1), found);
        expire(logged.get(1), told, found);
        topic(logged.get(1), told, found);
        redDot(logged, told, found);
        return found.all();
    }

    private static JsonObject told(Bench bench, String number) {
        String body = bench.webhook()
                .await("msg.notify", came -> came.body().contains('"' + number + '"'))
                .body();
        return new JsonArray(body)
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(row -> number.equals(row.getString("client_msg_no")))
                        .findFirst()
                        .orElseThrow();
    }

    private static void timestamp(JsonObject logged, Findings found) {
        if (logged.getInteger("timestamp") > 0) {
            found.works("log.timestamp", "there");
        } else {
            found.throughWkgate("log.timestamp", "zero");
        }
    }

    private static void expire(JsonObject logged, JsonObject told, Findings found) {
        if (told.getInteger("expire") != HOUR) {
            throw Findings.unforeseen("log.expire", told);
        }
        if (logged.getInteger("expire") == HOUR) {
            found.works("log.expire", "there");
        } else {
            found.degraded("log.expire", "zero");
        }
    }

    private static void topic(JsonObject logged, JsonObject told, Findings found) {
        if (logged.containsKey("topic")) {
            found.works("log.topic", "there");
        } else if (told.containsKey("topic")) {
            found.degraded("log.topic", "only-told");
        } else {
            found.impossible("log.topic", "nowhere");
        }
    }

    private static void redDot(List<JsonObject> logged, JsonObject told, Findings found) {
        if (!isRed(told)) {
            found.impossible("log.red-dot", "never");
        } else if (!isRed(logged.get(1))) {
            throw Findings.unforeseen("log.red-dot", logged);
        } else if (isRed(logged.get(0))) {
            found.works("log.red-dot", "there");
        } else {
            found.degraded("log.red-dot", "first-row-lost");
        }
    }

    private static boolean isRed(JsonObject message) {
        return message.getJsonObject("header").getInteger("red_dot") == 1;
    }
}
