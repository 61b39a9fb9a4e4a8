package io.wkgate.cli;

import static io.wkgate.event.EntryText.body;
import static io.wkgate.event.EntryText.utf8;
import static io.wkgate.event.EntryText.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.EntryText;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.TestGateway;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: an operator lists, shows, replays and drops the dead letters of a running gateway from the command line,
 * and is told in a sentence what did not work.
 */
@ExtendWith(DatabaseServerExtension.class)
class DeadLettersCommandTest {

    private static final String BAD_PAYLOAD = with(1, "payload", "\"?\"");

    @TempDir
    private Path folder;

    private ConnectionDetails database;
    private TestGateway gateway;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        gateway = TestGateway.start(fresh);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private CommandRun run(String command, String... arguments) throws Exception {
        return run(gateway.opsPort(), TestGateway.OPS_KEY, command, arguments);
    }

    private CommandRun run(int port, String key, String command, String... arguments) throws Exception {
        Path config =
                Files.writeString(folder.resolve("wkgate.yaml"), "ops:\n  port: " + port + "\n  key: " + key + "\n");
        List<String> all = new ArrayList<>(List.of("deadletters", command, "--config", config.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private void post(String... entries) throws Exception {
        assertThat(gateway.post("msg.notify", utf8(body(entries))).statusCode()).isEqualTo(200);
    }

    private String newest() throws Exception {
        return Long.toString(new DeadLetterView(gateway).newest());
    }

    /** Makes the column too narrow for a uid, as a table of an older version might be. */
    private void resizeFromUid(int characters) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE message MODIFY from_uid VARCHAR(" + characters + ") NOT NULL");
        }
    }

    @Test
    void anEmptyListSaysSo() throws Exception {
        assertThat(run("list")).isEqualTo(new CommandRun(0, "no dead letters" + System.lineSeparator(), ""));
    }

    @Test
    void theListTellsFieldAndReasonOfTheNewestFirst() throws Exception {
        post(BAD_PAYLOAD);
        post(with(2, "setting", "999"));
        CommandRun list = run("list");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("msg.notify").endsWith("setting: out of range, 0 to 255"),
                        line -> assertThat(line).contains("msg.notify").endsWith("payload: not base64"));
        assertThat(run("list", "--limit", "1").out().lines()).hasSize(2);
        assertThat(run("list", "--before", newest()).out()).contains("payload").doesNotContain("setting");
    }

    @Test
    void oneIsShownWithItsBytes() throws Exception {
        post(BAD_PAYLOAD);
        CommandRun shown = run("show", newest());
        assertThat(shown.code()).isZero();
        JsonObject letter = new JsonObject(shown.out());
        assertThat(letter.getString("field")).isEqualTo("payload");
        assertThat(letter.getBinary("bytes")).isEqualTo(utf8(BAD_PAYLOAD));
    }

    @Test
    void whatIsRightNowIsStoredByAReplayAndNoDeadLetterAnyMore() throws Exception {
        resizeFromUid(1);
        post(EntryText.of(5).encode());
        assertThat(MessageRows.byId(database)).isEmpty();
        resizeFromUid(255);
        String id = newest();
        CommandRun replayed = run("replay", id);
        assertThat(replayed.out()).startsWith(id + ": stored, 1 messages");
        assertThat(replayed.code()).isZero();
        assertThat(MessageRows.byId(database)).containsOnlyKeys(5L);
        assertThat(run("list").out()).startsWith("no dead letters");
    }

    @Test
    void allAreReplayedAndWhatIsStillWrongStays() throws Exception {
        resizeFromUid(1);
        post(EntryText.of(5).encode(), BAD_PAYLOAD, EntryText.of(6).encode());
        resizeFromUid(255);
        CommandRun replayed = run("replay", "--all");
        assertThat(replayed.code()).isEqualTo(1);
        assertThat(replayed.out())
                .contains("still refused, payload: not base64")
                .endsWith("2 replayed, 1 refused" + System.lineSeparator());
        assertThat(MessageRows.byId(database)).containsOnlyKeys(5L, 6L);
        assertThat(new DeadLetterView(gateway).list()).hasSize(1);
    }

    @Test
    void aReplayOfNothingInParticularIsRefused() throws Exception {
        post(BAD_PAYLOAD);
        for (CommandRun run : List.of(run("replay"), run("replay", "--all", newest()))) {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.error()).isEqualTo("wkgate: name the ids, or a filter, or --all" + System.lineSeparator());
        }
    }

    @Test
    void whatIsDroppedIsGone() throws Exception {
        post(BAD_PAYLOAD, with(2, "setting", "999"));
        String id = newest();
        assertThat(run("drop", id).out()).isEqualTo(id + ": dropped" + System.lineSeparator());
        assertThat(new DeadLetterView(gateway).list()).hasSize(1);
        assertThat(run("drop").code()).as("nothing named").isEqualTo(1);
        assertThat(new DeadLetterView(gateway).list()).hasSize(1);
    }

    @Test
    void anIdThatIsNotThereIsToldInASentence() throws Exception {
        assertSentence(run("show", "77"), "there is no dead letter 77");
        assertThat(run("drop", "77")).isEqualTo(new CommandRun(1, "77: there is no dead letter 77\n", ""));
        assertThat(run("replay", "77")).isEqualTo(new CommandRun(1, "77: there is no dead letter 77\n", ""));
    }

    @Test
    void aWrongKeyIsToldInASentence() throws Exception {
        assertSentence(run(gateway.opsPort(), "wrong", "list"), "send Authorization: Bearer with the ops key");
    }

    @Test
    void aGatewayThatDoesNotAnswerIsToldInASentence() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertSentence(run(closed, "key", "list"), "no gateway answers at http://127.0.0.1:" + closed);
    }

    @Test
    void anotherGatewayCanBeNamed() throws Exception {
        CommandRun run = run(1, TestGateway.OPS_KEY, "list", "--url", "http://127.0.0.1:" + gateway.opsPort());
        assertThat(run.code()).isZero();
    }

    private static void assertSentence(CommandRun run, String sentence) {
        assertThat(run).isEqualTo(new CommandRun(1, "", "wkgate: " + sentence + System.lineSeparator()));
    }
}
