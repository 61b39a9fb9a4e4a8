package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.gap.GapState;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: an operator sees all gaps at a glance and one by one, and has what is absent or unreadable asked for again. */
@ExtendWith(DatabaseServerExtension.class)
class GapRoutesTest {

    private OpsOnFakeRelay ops;

    @BeforeEach
    void start(ConnectionDetails database) {
        ops = new OpsOnFakeRelay(database);
        ops.gaps().add(1, GapState.REPAIRED);
        ops.gaps().add(2, GapState.OPEN);
        ops.gaps().add(3, GapState.ABSENT);
        ops.gaps().add(4, GapState.UNREADABLE);
        ops.gaps().add(5, GapState.OPEN);
    }

    @AfterEach
    void stop() {
        ops.close();
    }

    private JsonObject json(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = ops.call(method, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private List<String> listed(String query) throws Exception {
        return json("GET", "/v1/gaps" + query, 200).getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    @Test
    void theSummaryComesWithEveryPage() throws Exception {
        assertThat(json("GET", "/v1/gaps", 200).getJsonObject("summary"))
                .isEqualTo(new JsonObject()
                        .put("open_gaps", 2)
                        .put("open_numbers", 10)
                        .put("oldest_open_at", "2026-11-22T10:00:00.500Z")
                        .put("repaired_messages", 340)
                        .put("absent_numbers", 7)
                        .put("unreadable_numbers", 4)
                        .put("known_channels", 5000)
                        .put("waiting_arrivals", 12)
                        .put("oldest_arrival_at", "2026-11-22T10:00:01.500Z")
                        .put("finding_since", "2026-11-22T10:00:00.500Z"));
    }

    @Test
    void oneIsShownWithAllThatIsKnownOfIt() throws Exception {
        assertThat(json("GET", "/v1/gaps/2", 200))
                .isEqualTo(new JsonObject()
                        .put("id", "2")
                        .put("channel_type", 2)
                        .put("channel_id", "g2")
                        .put("from", 5)
                        .put("to", 9)
                        .put("state", "open")
                        .put("reason", "hole")
                        .put("floor_at", "2026-11-22T09:59:00.500Z")
                        .put("sweep_id", "3")
                        .put("found_at", "2026-11-22T10:00:00.500Z")
                        .put("next_attempt_at", "2026-11-22T10:00:09.500Z")
                        .put("attempts", 1)
                        .put("pages", 2)
                        .put("repaired", 3)
                        .put("evidence", "it did not answer in time"));
        JsonObject absent = json("GET", "/v1/gaps/3", 200);
        assertThat(absent.getString("closed_at")).isEqualTo("2026-11-22T10:00:05.500Z");
        assertThat(absent.containsKey("next_attempt_at")).isFalse();
        assertThat(json("GET", "/v1/gaps/77", 404).getString("detail")).isEqualTo("there is no gap 77");
    }

    @Test
    void theListIsOfAStateOrAChannelAndGoesOnPageByPage() throws Exception {
        assertThat(listed("")).containsExactly("5", "4", "3", "2", "1");
        assertThat(listed("?state=open")).containsExactly("5", "2");
        assertThat(listed("?state=unreadable")).containsExactly("4");
        assertThat(listed("?channel_type=2&channel_id=g3")).containsExactly("3");
        assertThat(listed("?channel_type=2&channel_id=g3&state=open")).isEmpty();
        JsonObject page = json("GET", "/v1/gaps?state=open&limit=1", 200);
        assertThat(page.getString("next")).isEqualTo("before=5&state=open&limit=1");
        JsonObject last = json("GET", "/v1/gaps?" + page.getString("next"), 200);
        assertThat(last.getJsonArray("items").getJsonObject(0).getString("id")).isEqualTo("2");
        assertThat(last.getString("next")).isEmpty();
    }

    @Test
    void aPersonChannelIsNamedByItsKeyOrByItsTwoUsers() throws Exception {
        ops.gaps().add(9, GapState.OPEN, new ChannelKey(1, ChannelKey.join("u1", "u2")));
        for (String named : List.of(
                "channel_id=u1&uid=u2", "channel_id=u2&uid=u1", "channel_id=u2@u1", "channel_id=u2@u1&uid=u1")) {
            assertThat(listed("?channel_type=1&" + named)).as(named).containsExactly("9");
        }
        assertThat(json("GET", "/v1/gaps?channel_type=1&channel_id=u1", 400).getString("detail"))
                .isEqualTo(
                        "uid: missing: a person channel is named by its joined id a@b, or by one user's uid as uid and"
                                + " the other's as channel_id");
    }

    @ParameterizedTest
    @CsvSource({
        "state=shut, state",
        "channel_id=g1, channel_type",
        "channel_type=2, channel_id",
        "channel_type=256&channel_id=g1, channel_type",
        "channel_type=x&channel_id=g1, channel_type",
        "channel_type=1&channel_id=u1, uid",
        "before=x, before",
        "limit=0, limit"
    })
    void aMistakeNamesItsField(String query, String field) throws Exception {
        assertThat(json("GET", "/v1/gaps?" + query, 400).getString("field")).isEqualTo(field);
    }

    @Test
    void whatIsAbsentOrUnreadableIsAskedForAgainAndNothingElse() throws Exception {
        assertThat(json("POST", "/v1/gaps/3/retry", 200).getString("state")).isEqualTo("open");
        assertThat(json("POST", "/v1/gaps/4/retry", 200).getString("state")).isEqualTo("open");
        assertThat(json("POST", "/v1/gaps/2/retry", 409).getString("detail"))
                .isEqualTo("it is open; only what is absent or unreadable is asked for again");
        assertThat(json("POST", "/v1/gaps/1/retry", 409).getString("detail")).startsWith("it is repaired");
        json("POST", "/v1/gaps/77/retry", 404);
        assertThat(json("POST", "/v1/gaps/0/retry", 400).getString("field")).isEqualTo("id");
    }

    @Test
    void aDatabaseThatIsAwayIsSaid() throws Exception {
        ops.gaps().setAway(true);
        for (String path : List.of("/v1/gaps", "/v1/gaps/2")) {
            assertThat(json("GET", path, 503).getString("detail")).isEqualTo("the database did not answer");
        }
        json("POST", "/v1/gaps/3/retry", 503);
    }
}
