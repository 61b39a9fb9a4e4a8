package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.delivery.BusinessServer;
import io.wkgate.delivery.Delivered;
import io.wkgate.delivery.DestinationJson;
import io.wkgate.delivery.Item;
import io.wkgate.delivery.Manner;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.TestGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: what a business server refused until its time was over is listed, shown with every attempt, replayed and
 * dropped by the commands and the calls that README.md shows; and what is replayed comes under the webhook-id that it had.
 */
@ExtendWith(DatabaseServerExtension.class)
class DeadDeliveriesCommandTest {

    private static final int EVENTS = 5;

    @TempDir
    private Path folder;

    private BusinessServer business;
    private TestGateway gateway;

    @BeforeEach
    void giveUpAll(ConnectionDetails database) throws Exception {
        business = BusinessServer.start("business");
        business.behave(Manner.answering(400));
        gateway = TestGateway.start(
                database, DestinationJson.variables(DestinationJson.of(business).put("retry-for", "1s")));
        for (int i = 0; i < EVENTS; i++) {
            post(i);
        }
        await().until(() -> letters().size() == EVENTS);
        assertThat(business.has(List.of(key(0)))).isFalse();
    }

    @AfterEach
    void close() {
        gateway.close();
        business.close();
    }

    /** One event of one message. */
    private void post(int number) throws Exception {
        assertThat(gateway.post("msg.notify", EventBodies.notifyOf(EventBodies.message(EventBodies.FIRST_ID + number)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String key(int number) {
        return Item.message(EventBodies.FIRST_ID + number, "").key();
    }

    private CommandRun run(String... arguments) throws Exception {
        return CommandRun.against(gateway.opsPort(), folder, arguments);
    }

    private JsonObject ops(String method, String path) throws Exception {
        return new JsonObject(gateway.ops(method, path).body());
    }

    /** The newest first. */
    private List<JsonObject> letters() throws Exception {
        return ops("GET", "/v1/deadletters?destination=business").getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private JsonObject delivery(String letter) throws Exception {
        return ops("GET", "/v1/deadletters/" + letter).getJsonObject("delivery");
    }

    private List<Delivered> requests(String webhookId) {
        return business.requests("msg.notify").stream()
                .filter(request -> request.webhookId().equals(webhookId))
                .toList();
    }

    /** The message of the letter. */
    private String keyOf(String letter) throws Exception {
        JsonArray body = new JsonArray(delivery(letter).getJsonObject("request").getString("body"));
        return Item.message(body.getJsonObject(0).getLong("message_id"), "").key();
    }

    /** It is there, once, under the id under which it was refused. */
    private void assertReplayed(String key, String webhookId) {
        await().until(() -> business.has(List.of(key)));
        assertThat(business.webhookIds(key)).containsExactly(webhookId);
        assertThat(requests(webhookId)).filteredOn(Delivered::kept).hasSize(1);
    }

    @Test
    void byTheCommands() throws Exception {
        CommandRun list = run("deadletters", "list", "--destination", "business");
        assertThat(list.code()).isZero();
        List<String> ids = list.out()
                .lines()
                .skip(1)
                .peek(line -> assertThat(line)
                        .contains("delivery", "msg.notify")
                        .endsWith("business: answered with status 400"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertThat(ids).hasSize(EVENTS);
        List<String> webhookIds = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String id : ids) {
            webhookIds.add(delivery(id).getString("webhook_id"));
            keys.add(keyOf(id));
        }

        assertShownWithEveryAttempt(ids.get(0), webhookIds.get(0));

        business.behave(Manner.WELL);
        CommandRun replayed = run("deadletters", "replay", ids.get(0));
        assertThat(replayed.out()).startsWith(ids.get(0) + ": delivery ").endsWith(" is tried again\n");
        assertThat(replayed.code()).isZero();
        assertReplayed(keys.get(0), webhookIds.get(0));

        assertThat(run("deadletters", "drop", ids.get(1))).isEqualTo(new CommandRun(0, ids.get(1) + ": dropped\n", ""));
        assertThat(run("deadletters", "replay", "--from-id", ids.get(2), "--to-id", ids.get(2)))
                .isEqualTo(new CommandRun(0, "1 replayed\n", ""));
        assertReplayed(keys.get(2), webhookIds.get(2));
        assertThat(run("deadletters", "replay", "--destination", "business"))
                .isEqualTo(new CommandRun(0, "2 replayed\n", ""));
        assertReplayed(keys.get(3), webhookIds.get(3));
        assertReplayed(keys.get(4), webhookIds.get(4));
        assertThat(run("deadletters", "list", "--destination", "business").out())
                .startsWith("no dead letters");

        business.behave(Manner.answering(400));
        post(EVENTS);
        await().until(() -> letters().size() == 1);
        assertThat(run("deadletters", "drop", "--destination", "business", "--yes"))
                .isEqualTo(new CommandRun(0, "1 dropped\n", ""));
        assertThat(letters()).isEmpty();
        assertThat(business.has(List.of(keys.get(1))) || business.has(List.of(key(EVENTS))))
                .as("a dropped one came")
                .isFalse();
    }

    private void assertShownWithEveryAttempt(String id, String webhookId) throws Exception {
        CommandRun shown = run("deadletters", "show", id);
        assertThat(shown.code()).isZero();
        List<Delivered> attempts = requests(webhookId);
        assertThat(attempts).as("tried under that id").hasSizeGreaterThan(1);
        assertThat(shown.out().lines())
                .startsWith("dead letter " + id + ": business: answered with status 400")
                .anyMatch(line -> line.startsWith("POST http://127.0.0.1:"))
                .contains("webhook-id: " + webhookId, "Content-Type: application/json")
                .contains(attempts.get(0).body().toString());
        assertThat(shown.out()
                        .lines()
                        .dropWhile(line -> !line.startsWith("  failed at"))
                        .skip(1))
                .hasSize(attempts.size())
                .allMatch(line -> line.matches("  20\\S+Z refused +400 +\\d+ ms  answered with status 400; as told"));
    }

    @Test
    void byTheCallsOfTheOpsListener() throws Exception {
        List<String> ids =
                letters().stream().map(letter -> letter.getString("id")).toList();
        JsonObject shown = delivery(ids.get(0));
        String webhookId = shown.getString("webhook_id");
        String key = keyOf(ids.get(0));
        String droppedKey = keyOf(ids.get(1));
        assertThat(shown.getJsonArray("failures").stream().map(JsonObject.class::cast))
                .hasSize(requests(webhookId).size())
                .allSatisfy(failure -> {
                    assertThat(failure.getString("at")).endsWith("Z");
                    assertThat(failure.getInteger("status")).isEqualTo(400);
                    assertThat(failure.getString("answer")).isEqualTo("as told");
                });

        business.behave(Manner.WELL);
        assertThat(ops("POST", "/v1/deadletters/" + ids.get(0) + "/replay").getString("delivery_id"))
                .isEqualTo(shown.getString("id"));
        assertReplayed(key, webhookId);
        assertThat(gateway.ops("DELETE", "/v1/deadletters/" + ids.get(1)).statusCode())
                .isEqualTo(204);
        assertThat(ops("POST", "/v1/deadletters/replay?destination=business"))
                .isEqualTo(new JsonObject(
                        "{\"done\": 3, \"refused\": 0, \"refusals\": [], \"more\": false, \"next\": \"\"}"));
        await().until(() -> LongStream.range(0, EVENTS)
                        .filter(number -> business.has(List.of(key((int) number))))
                        .count()
                == EVENTS - 1);
        assertThat(business.has(List.of(droppedKey))).isFalse();
        assertThat(letters()).isEmpty();
    }
}
