package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: an operator finds the deliveries that were given up, sees what was sent and how each attempt went, and
 * replays or drops one, or all that a filter means, in calls that end and meet none twice.
 */
@ExtendWith(DatabaseServerExtension.class)
class DeadDeliveriesTest {

    private static final String PATH = "/v1/deadletters";

    /** A call that is not understood, and the field that is wrong. */
    private static final List<String> SLIPS = List.of(
            "GET ?limit=0 limit",
            "GET ?limit=501 limit",
            "GET ?before=x before",
            "GET ?kind=letter kind",
            "GET ?from_id=-1 from_id",
            "GET ?to_id=x to_id",
            "GET ?since=yesterday since",
            "GET ?until=2026-11-22 until",
            "GET ?kind=revoke&destination=a destination",
            "GET ?destnation=a destnation",
            "GET /x id",
            "POST /x/replay id",
            "DELETE /0 id",
            "POST /replay all",
            "POST /drop?limit=5 all",
            "POST /drop?all=false all",
            "POST /drop?all=true&destination=a all",
            "POST /drop?kind=delivery&destination= destination",
            "POST /drop?kind=delivery&destnation=a destnation",
            "POST /replay?all=true&limit=501 limit",
            "POST /replay?kind=delivery&before=5 before");

    private OpsOnFakeRelay ops;

    @BeforeEach
    void start(ConnectionDetails database) {
        ops = new OpsOnFakeRelay(database);
    }

    @AfterEach
    void stop() {
        ops.close();
    }

    private void giveUp(long from, long to, String destination) {
        LongStream.rangeClosed(from, to)
                .forEach(id -> ops.relay().giveUp(id, destination, "msg.offline", "[" + id + "]"));
    }

    private JsonObject json(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = ops.call(method, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private List<String> ids(String query) throws Exception {
        JsonArray items = json("GET", PATH + query, 200).getJsonArray("items");
        return items.stream().map(item -> ((JsonObject) item).getString("id")).toList();
    }

    @Test
    void theListIsFilteredAndPaged() throws Exception {
        ops.setAsideMessage("1");
        giveUp(11, 12, "a");
        giveUp(13, 14, "b");
        assertThat(ids("")).containsExactly("5", "4", "3", "2", "1");
        assertThat(ids("?kind=message")).containsExactly("1");
        assertThat(ids("?kind=delivery&destination=a")).containsExactly("3", "2");
        assertThat(ids("?destination=b&event=msg.offline")).containsExactly("5", "4");
        assertThat(ids("?event=msg.notify")).containsExactly("1");
        assertThat(ids("?from_id=2&to_id=4")).containsExactly("4", "3", "2");
        assertThat(ids("?since=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("?since=2020-01-01T00:00:00%2B08:00&until=2100-01-01T00:00:00Z"))
                .hasSize(5);
        assertThat(ids("?destination=&kind=")).as("empty is not sent").hasSize(5);

        JsonObject first = json("GET", PATH + "?kind=delivery&limit=3", 200);
        assertThat(first.getString("next")).isEqualTo("3");
        JsonObject last = json("GET", PATH + "?kind=delivery&limit=3&before=3", 200);
        assertThat(last.getJsonArray("items")).hasSize(1);
        assertThat(last.getString("next")).isEmpty();
    }

    @Test
    void oneIsShownWithItsRequestAndEveryAttempt() throws Exception {
        ops.relay().giveUp(12, "a", "msg.notify", "[\"你好\"]");
        JsonObject letter = json("GET", PATH + "/1", 200);
        assertThat(letter.getString("kind")).isEqualTo("delivery");
        assertThat(letter.getString("field")).isEqualTo("a");
        JsonObject delivery = letter.getJsonObject("delivery");
        assertThat(delivery.getString("id")).isEqualTo("12");
        assertThat(delivery.getString("received_at")).isEqualTo("2026-11-22T10:00:00.500Z");
        assertThat(delivery.getJsonObject("request"))
                .isEqualTo(new JsonObject()
                        .put("method", "POST")
                        .put("url", "http://b:8090/hook")
                        .put(
                                "headers",
                                new JsonObject()
                                        .put("Content-Type", "application/json")
                                        .put("webhook-id", "evt_12")
                                        .put("X-Key", "••••"))
                        .put("body", "[\"你好\"]")
                        .put("body_base64", "[\"你好\"]".getBytes(StandardCharsets.UTF_8)));
        assertThat(delivery.getJsonArray("failures").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("at", "2026-11-22T10:00:04.500Z")
                        .put("outcome", "failed")
                        .put("status", 507)
                        .put("took_ms", 12)
                        .put("detail", "it answered 507")
                        .put("answer", FakeRelayDesk.ANSWER));
        assertThat(json("GET", "/v1/deliveries/12", 200)).isEqualTo(delivery);
        assertThat(json("GET", "/v1/deliveries/13", 404).getString("detail")).isEqualTo("there is no delivery 13");
    }

    @Test
    void oneIsReplayedOrDroppedAndTheLetterIsGone() throws Exception {
        giveUp(11, 12, "a");
        assertThat(json("POST", PATH + "/1/replay", 200))
                .isEqualTo(new JsonObject().put("state", "waiting").put("delivery_id", "11"));
        assertThat(ops.call("DELETE", PATH + "/2").statusCode()).isEqualTo(204);
        assertThat(ops.relay().replayed()).containsExactly(11L);
        assertThat(ops.relay().dropped()).containsExactly(12L);
        assertThat(ids("")).isEmpty();
    }

    @Test
    void aLetterWhoseDeliveryIsGoneIsNotReplayedButCanBeDropped() throws Exception {
        ops.relay().giveUp(11, "a", "msg.notify", "[]", false);
        assertThat(json("GET", PATH + "/1", 200).containsKey("delivery")).isFalse();
        assertThat(json("POST", PATH + "/1/replay", 409).getString("detail"))
                .isEqualTo("there is no such dead delivery any more");
        assertThat(ids("")).containsExactly("1");
        assertThat(ops.call("DELETE", PATH + "/1").statusCode()).isEqualTo(204);
        assertThat(ids("")).isEmpty();
    }

    @Test
    void anEventThatCouldNotBeKeptNamesNoDeliveryWhateverItSays() throws Exception {
        ops.relay().giveUp(11, "a", "msg.notify", "[]");
        ops.setAside(NewDeadLetter.Kind.DELIVERY, NewDeadLetter.Part.BODY, "{\"delivery_id\":\"11\"}");
        assertThat(json("GET", PATH + "/2", 200).containsKey("delivery")).isFalse();
        assertThat(json("POST", PATH + "/2/replay", 409).getString("detail"))
                .startsWith("still refused, body: not a JSON array");
        assertThat(ops.call("DELETE", PATH + "/2").statusCode()).isEqualTo(204);
        assertThat(ids("")).containsExactly("1");
        assertThat(ops.relay().replayed()).isEmpty();
        assertThat(ops.relay().dropped()).isEmpty();
    }

    @Test
    void manyAreReplayedInTheirOrderAndOnlyThoseOfTheFilter() throws Exception {
        giveUp(11, 13, "a");
        giveUp(14, 15, "b");
        JsonObject answer = json("POST", PATH + "/replay?destination=a", 200);
        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("done", 3)
                        .put("refused", 0)
                        .put("refusals", new JsonArray())
                        .put("more", false)
                        .put("next", ""));
        assertThat(ops.relay().replayed()).containsExactly(11L, 12L, 13L);
        assertThat(ids("")).containsExactly("5", "4");
    }

    @Test
    void aLoopEndsMeetsEachOnceAndLeavesWhatCameAfterItsBeginning() throws Exception {
        giveUp(11, 12, "a");
        ops.setAsideMessage("bad");
        ops.relay().giveUp(13, "a", "msg.notify", "[]", false);
        giveUp(14, 16, "a");
        List<String> refused = new ArrayList<>();
        int done = 0;
        int calls = 0;
        String query = "all=true&limit=2";
        while (true) {
            JsonObject answer = json("POST", PATH + "/replay?" + query, 200);
            calls++;
            done += answer.getInteger("done");
            answer.getJsonArray("refusals").forEach(item -> refused.add(((JsonObject) item).encode()));
            assertThat(answer.getBoolean("more"))
                    .isEqualTo(!answer.getString("next").isEmpty());
            if (!answer.getBoolean("more")) {
                break;
            }
            query = answer.getString("next");
            giveUp(100 + calls, 100 + calls, "a");
        }
        assertThat(calls).isEqualTo(4);
        assertThat(done).isEqualTo(5);
        assertThat(refused)
                .containsExactly(
                        "{\"id\":\"3\",\"reason\":\"still refused, entry: not JSON, at byte 3\"}",
                        "{\"id\":\"4\",\"reason\":\"there is no such dead delivery any more\"}");
        assertThat(ops.relay().replayed()).containsExactly(11L, 12L, 14L, 15L, 16L);
        assertThat(ids("")).as("refused, and new").containsExactly("10", "9", "8", "4", "3");
    }

    @Test
    void manyAreDropped() throws Exception {
        giveUp(11, 12, "a");
        ops.setAsideMessage("bad");
        JsonObject answer = json("POST", PATH + "/drop?from_id=2", 200);
        assertThat(answer.getInteger("done")).isEqualTo(2);
        assertThat(ops.relay().dropped()).containsExactly(12L);
        assertThat(ids("")).containsExactly("1");
        assertThat(json("POST", PATH + "/drop?kind=revoke", 200).getInteger("done"))
                .isZero();
    }

    @Test
    void aSlipChangesNothingAndNamesItsField() throws Exception {
        giveUp(11, 11, "a");
        for (String slip : SLIPS) {
            String[] parts = slip.split(" ");
            JsonObject problem = json(parts[0], PATH + parts[1], 400);
            assertThat(problem.getString("field")).as(slip).isEqualTo(parts[2]);
            assertThat(problem.getString("detail")).as(slip).startsWith(parts[2] + ": ");
        }
        assertThat(ids("")).containsExactly("1");
        assertThat(ops.relay().replayed()).isEmpty();
        assertThat(ops.relay().dropped()).isEmpty();
    }

    @Test
    void aRelayThatCannotBeAskedIsSaid() throws Exception {
        giveUp(11, 11, "a");
        ops.relay().setAway(true);
        for (String call : List.of(
                "GET " + PATH + "/1",
                "POST " + PATH + "/1/replay",
                "DELETE " + PATH + "/1",
                "POST " + PATH + "/replay?all=true",
                "GET /v1/deliveries/11",
                "GET /v1/destinations",
                "POST /v1/destinations/a/stop",
                "POST /v1/destinations/a/start",
                "DELETE /v1/destinations/a")) {
            String[] parts = call.split(" ");
            assertThat(json(parts[0], parts[1], 503).getString("detail"))
                    .as(call)
                    .isEqualTo("the database did not answer");
        }
        assertThat(ids("")).containsExactly("1");
    }
}
