package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.gap.SweepOrder;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: an operator orders a sweep in a few words, sees how far it is, and ends it; a slip orders nothing. */
@ExtendWith(DatabaseServerExtension.class)
class SweepRoutesTest {

    private static final String PATH = "/v1/sweeps";

    private OpsOnFakeRelay ops;

    @BeforeEach
    void start(ConnectionDetails database) {
        ops = new OpsOnFakeRelay(database);
    }

    @AfterEach
    void stop() {
        ops.close();
    }

    private JsonObject json(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = ops.call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private SweepOrder ordered(JsonObject body) throws Exception {
        json("POST", PATH, body.encode(), 202);
        List<SweepOrder> orders = ops.gaps().orders();
        return orders.get(orders.size() - 1);
    }

    private static JsonObject kind(String kind) {
        return new JsonObject().put("kind", kind);
    }

    private static JsonObject channel(int type, String id) {
        return new JsonObject().put("channel_type", type).put("channel_id", id);
    }

    @Test
    void everyKindIsUnderstood() throws Exception {
        ChannelKey group = new ChannelKey(2, "g1");
        assertThat(ordered(
                        channel(2, "g1").put("kind", "channel").put("from", 1).put("to", 99)))
                .isEqualTo(new SweepOrder.OneChannel(group, OptionalLong.of(1), OptionalLong.of(99)));
        assertThat(ordered(channel(2, "g1").put("kind", "channel")))
                .isEqualTo(new SweepOrder.OneChannel(group, OptionalLong.empty(), OptionalLong.empty()));
        assertThat(ordered(channel(1, "u1").put("kind", "channel").put("uid", "u2")))
                .isEqualTo(new SweepOrder.OneChannel(
                        new ChannelKey(1, ChannelKey.join("u1", "u2")), OptionalLong.empty(), OptionalLong.empty()));
        assertThat(ordered(kind("since").put("since", "2026-11-22T12:00:00+02:00")))
                .isEqualTo(new SweepOrder.Since(Instant.parse("2026-11-22T10:00:00Z")));
        assertThat(ordered(kind("known"))).isEqualTo(new SweepOrder.AllKnown());
        assertThat(ordered(kind("history"))).isEqualTo(new SweepOrder.History(List.of()));
        assertThat(ordered(kind("history")
                        .put("channels", new JsonArray().add(channel(2, "g1")).add(channel(2, "g1")))))
                .isEqualTo(new SweepOrder.History(List.of(group)));
    }

    @Test
    void theAnswerNamesTheSweepAndItsReasonIsKept() throws Exception {
        HttpResponse<String> answer = ops.call(
                "POST", PATH, kind("known").put("reason", "after the move").encode());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).hasValue(PATH + "/1");
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("id", "1"));
        ordered(kind("known"));
        assertThat(ops.gaps().reasons()).containsExactly("after the move", "an operator");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "what; body",
                "[]; body",
                "{}; kind",
                "{'kind':7}; kind",
                "{'kind':'all'}; kind",
                "{'kind':'known','since':'2026-11-22T10:00:00Z'}; since",
                "{'kind':'known','reason':7}; reason",
                "{'kind':'since'}; since",
                "{'kind':'since','since':'yesterday'}; since",
                "{'kind':'channel','channel_id':'g1'}; channel_type",
                "{'kind':'channel','channel_type':2}; channel_id",
                "{'kind':'channel','channel_type':'2','channel_id':'g1'}; channel_type",
                "{'kind':'channel','channel_type':0,'channel_id':'g1'}; channel_type",
                "{'kind':'channel','channel_type':1,'channel_id':'u1'}; uid",
                "{'kind':'channel','channel_type':2,'channel_id':'g1____cmd'}; channel_id",
                "{'kind':'channel','channel_type':2,'channel_id':'g1 '}; channel_id",
                "{'kind':'channel','channel_type':2,'channel_id':'g1','from':0}; from",
                "{'kind':'channel','channel_type':2,'channel_id':'g1','from':1.5}; from",
                "{'kind':'channel','channel_type':2,'channel_id':'g1','from':9,'to':8}; to",
                "{'kind':'channel','channel_type':2,'channel_id':'g1','form':9}; form",
                "{'kind':'history','channels':[]}; channels",
                "{'kind':'history','channels':['g1']}; channels[0]",
                "{'kind':'history','channels':[{'channel_type':2}]}; channels[0].channel_id",
                "{'kind':'history','channels':[{'channel_type':2,'channel_id':'g1','from':1}]}; channels[0].from"
            },
            quoteCharacter = '"')
    void aSlipOrdersNothingAndNamesItsField(String body, String field) throws Exception {
        assertThat(json("POST", PATH, body.replace('\'', '"'), 400).getString("field"))
                .isEqualTo(field);
        assertThat(ops.gaps().orders()).isEmpty();
    }

    @Test
    void whatIsTooLongIsNamed() throws Exception {
        assertThat(json(
                                "POST",
                                PATH,
                                kind("known").put("reason", "x".repeat(501)).encode(),
                                400)
                        .getString("field"))
                .isEqualTo("reason");
        assertThat(json(
                                "POST",
                                PATH,
                                channel(2, "x".repeat(512))
                                        .put("kind", "channel")
                                        .encode(),
                                400)
                        .getString("field"))
                .isEqualTo("channel_id");
        json("POST", PATH, "x".repeat(2_000_000), 413);
    }

    @Test
    void withoutAWuKongImThereIsNothingToOrder(ConnectionDetails database) throws Exception {
        try (OpsOnFakeRelay alone = new OpsOnFakeRelay(database, List.of())) {
            HttpResponse<String> answer = alone.call("POST", PATH, kind("known").encode());
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(new JsonObject(answer.body()).getString("detail"))
                    .isEqualTo("upstream.urls is not set: there is no WuKongIM to ask");
            assertThat(alone.gaps().orders()).isEmpty();
        }
    }

    @Test
    void oneIsShownAndListedTheNewestFirst() throws Exception {
        ops.gaps().script(FakeGapDesk.view("open", 4, 3, 20, 5, 6));
        ordered(kind("known"));
        ordered(kind("known"));
        assertThat(json("GET", PATH + "/1", "", 200))
                .isEqualTo(new JsonObject()
                        .put("id", "1")
                        .put("kind", "known")
                        .put("reason", "an operator")
                        .put("state", "open")
                        .put("channels", 10)
                        .put("walked", 4)
                        .put("behind", 2)
                        .put("unknown", 1)
                        .put("open_gaps", 3)
                        .put("repaired", 20)
                        .put("absent", 5)
                        .put("unreadable", 6)
                        .put("asked_at", "2026-11-22T10:00:00.500Z"));
        JsonObject page = json("GET", PATH + "?limit=1", "", 200);
        assertThat(page.getJsonArray("items").getJsonObject(0).getString("id")).isEqualTo("2");
        JsonObject last = json("GET", PATH + "?" + page.getString("next"), "", 200);
        assertThat(last.getJsonArray("items").getJsonObject(0).getString("id")).isEqualTo("1");
        assertThat(last.getString("next")).isEmpty();
        json("GET", PATH + "/77", "", 404);
    }

    @Test
    void oneIsEndedOnce() throws Exception {
        ordered(kind("known"));
        assertThat(json("POST", PATH + "/1/cancel", "", 200).getString("state")).isEqualTo("cancelled");
        assertThat(json("POST", PATH + "/1/cancel", "", 409).getString("detail"))
                .isEqualTo("it is cancelled already");
        assertThat(json("POST", PATH + "/77/cancel", "", 404).getString("detail"))
                .isEqualTo("there is no sweep 77");
    }

    @Test
    void aDatabaseThatIsAwayIsSaid() throws Exception {
        ordered(kind("known"));
        ops.gaps().setAway(true);
        json("POST", PATH, kind("known").encode(), 503);
        json("GET", PATH, "", 503);
        json("GET", PATH + "/1", "", 503);
        json("POST", PATH + "/1/cancel", "", 503);
    }
}
