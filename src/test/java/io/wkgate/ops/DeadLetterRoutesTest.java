package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: an operator can page through dead letters, look at one, replay it after mending the cause, or drop it. */
@ExtendWith(DatabaseServerExtension.class)
class DeadLetterRoutesTest {

    private static final long ID = EventBodies.FIRST_ID;

    private ConnectionDetails database;
    private TestGateway gateway;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        gateway = TestGateway.start(fresh);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void pagesAreFollowedByTheirNextUntilItIsEmpty() throws Exception {
        setAside(5);
        List<Integer> sizes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String path = "/v1/deadletters?limit=2";
        while (true) {
            JsonObject page = json(gateway.ops("GET", path), 200);
            sizes.add(page.getJsonArray("items").size());
            page.getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getString("id")));
            if (page.getString("next").isEmpty()) {
                break;
            }
            path = "/v1/deadletters?limit=2&before=" + page.getString("next");
        }
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(ids).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void oneIsShownWithWhatIsWrongAndItsBytes() throws Exception {
        setAside(1);
        JsonObject letter = json(gateway.ops("GET", "/v1/deadletters/" + onlyId()), 200);
        assertThat(letter.getString("event")).isEqualTo("msg.notify");
        assertThat(letter.getString("part")).isEqualTo("entry");
        assertThat(letter.getString("field")).isEqualTo("from_uid");
        assertThat(letter.getString("reason")).isEqualTo("256 characters, and the column holds 255");
        assertThat(letter.getLong("seen")).isEqualTo(1);
        assertThat(letter.getBoolean("cut")).isFalse();
        assertThat(letter.getInstant("first_seen_at")).isEqualTo(letter.getInstant("last_seen_at"));
        JsonObject entry = new JsonObject(new String(letter.getBinary("bytes"), "UTF-8"));
        assertThat(entry).isEqualTo(tooLong(0));
    }

    @Test
    void aReplayIsRefusedUntilTheCauseIsMendedAndThenTheMessageIsStoredAndTheLetterGone() throws Exception {
        Sql.run(database, "ALTER TABLE message MODIFY from_uid VARCHAR(1) NOT NULL");
        gateway.post("msg.notify", EventBodies.notifyOf(List.of(ID)));
        String path = "/v1/deadletters/" + onlyId();

        JsonObject refused = json(gateway.ops("POST", path + "/replay"), 409);
        assertThat(refused.getString("detail"))
                .isEqualTo("still refused, from_uid: the database refuses it, error 1406 (22001)");
        assertThat(onlyId()).as("it stays").isNotEmpty();

        Sql.run(database, "ALTER TABLE message MODIFY from_uid VARCHAR(255) NOT NULL");
        assertThat(json(gateway.ops("POST", path + "/replay"), 200))
                .isEqualTo(new JsonObject().put("state", "stored").put("messages", 1));
        assertThat(MessageRows.byId(database)).containsOnlyKeys(ID);
        assertProblem(gateway.ops("GET", path), 404);
        assertProblem(gateway.ops("POST", path + "/replay"), 404);
    }

    @Test
    void aDiscardedOneIsGone() throws Exception {
        setAside(1);
        String path = "/v1/deadletters/" + onlyId();
        assertThat(gateway.ops("DELETE", path).statusCode()).isEqualTo(204);
        assertProblem(gateway.ops("DELETE", path), 404);
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/deadletters/abc",
                "/v1/deadletters/99999999999999999999",
                "/v1/deadletters?limit=0",
                "/v1/deadletters?limit=501",
                "/v1/deadletters?limit=x",
                "/v1/deadletters?before=x"
            })
    void whatIsNoNumberIsABadRequest(String path) throws Exception {
        assertProblem(gateway.ops("GET", path), 400);
    }

    @Test
    void aMethodThatIsNotThereAndAnAddressThatIsNotThereAreProblemsToo() throws Exception {
        assertProblem(gateway.ops("PUT", "/v1/deadletters"), 405);
        assertProblem(gateway.ops("GET", "/v1/nothing"), 404);
    }

    private void setAside(int count) throws Exception {
        gateway.post(
                "msg.notify",
                EventBodies.notifyOf(IntStream.range(0, count)
                        .mapToObj(DeadLetterRoutesTest::tooLong)
                        .toArray(JsonObject[]::new)));
    }

    private static JsonObject tooLong(int number) {
        return EventBodies.message(ID + number).put("from_uid", "x".repeat(256));
    }

    private String onlyId() throws Exception {
        JsonObject page = json(gateway.ops("GET", "/v1/deadletters"), 200);
        assertThat(page.getJsonArray("items")).hasSize(1);
        return page.getJsonArray("items").getJsonObject(0).getString("id");
    }

    private static JsonObject json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(json(answer, status).getInteger("status")).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
