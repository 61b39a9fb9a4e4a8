package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: an operator lists, shows, retries and cancels the revokes of a running gateway from the command line, and
 * reads the audit trail.
 */
@ExtendWith(DatabaseServerExtension.class)
class RevokesCommandTest {

    private static final long ID = EventBodies.FIRST_ID;

    @TempDir
    private Path folder;

    private TestGateway gateway;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        gateway = TestGateway.start(fresh);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private CommandRun run(String... arguments) throws Exception {
        Path config = Files.writeString(
                folder.resolve("wkgate.yaml"),
                "ops:\n  port: " + gateway.opsPort() + "\n  key: " + TestGateway.OPS_KEY + "\n");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** Nobody is upstream, so a revoke stays requested. */
    private String revoke(int number, boolean notify) throws Exception {
        gateway.post(
                "msg.notify",
                EventBodies.notifyOf(EventBodies.message(ID + number)
                        .put("timestamp", Instant.now().getEpochSecond())));
        String answer = gateway.api(
                        "POST",
                        "/v1/revokes",
                        new JsonObject()
                                .put("message_id", Long.toString(ID + number))
                                .put("notify", notify)
                                .put(
                                        "operator",
                                        new JsonObject().put("uid", "u1").put("role", "member"))
                                .encode())
                .body();
        return new JsonObject(answer).getString("id");
    }

    @Test
    void emptyListsSaySo() throws Exception {
        assertThat(run("revokes", "list")).isEqualTo(new CommandRun(0, "no revokes" + System.lineSeparator(), ""));
        assertThat(run("audit")).isEqualTo(new CommandRun(0, "no entries" + System.lineSeparator(), ""));
    }

    @Test
    void theListTellsStateAndMessageOfTheNewestFirst() throws Exception {
        revoke(0, true);
        String newest = revoke(1, false);
        CommandRun list = run("revokes", "list");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("confirmed", Long.toString(ID + 1), "u1"),
                        line -> assertThat(line).contains("requested", Long.toString(ID), "u1"));
        assertThat(run("revokes", "list", "--limit", "1").out().lines()).hasSize(2);
        assertThat(run("revokes", "list", "--state", "confirmed").out().lines()).hasSize(2);
        assertThat(run("revokes", "list", "--before", newest).out()).doesNotContain("confirmed");
    }

    @Test
    void oneIsShownWithItsAttempts() throws Exception {
        String id = revoke(0, true);
        CommandRun shown = run("revokes", "show", id);
        assertThat(shown.code()).isZero();
        JsonObject revoke = new JsonObject(shown.out());
        assertThat(revoke.getString("message_id")).isEqualTo(Long.toString(ID));
        assertThat(revoke.getJsonArray("attempt_log")).isNotNull();
    }

    @Test
    void oneIsCancelledAndRetriedAndTheTrailTellsByWhom() throws Exception {
        String id = revoke(0, true);
        assertThat(run("revokes", "cancel", id).out()).isEqualTo(id + ": cancelled" + System.lineSeparator());
        assertThat(run("revokes", "retry", id).out()).isEqualTo(id + ": requested" + System.lineSeparator());
        CommandRun trail = run("audit", "--message", Long.toString(ID));
        assertThat(trail.out().lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("retried", "ops"),
                        line -> assertThat(line).contains("cancelled", "ops"),
                        line -> assertThat(line).contains("accepted", "u1", "member", "own-message"));
        assertThat(run("audit", "--operator", "ops", "--limit", "1").out().lines())
                .hasSize(2);
    }

    @Test
    void whatCannotBeDoneIsToldInASentenceAndTheRestIsDone() throws Exception {
        String done = revoke(0, false);
        String open = revoke(1, true);
        CommandRun run = run("revokes", "cancel", done, "77", open);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        done + ": it is confirmed; that can not be cancelled",
                        "77: there is no revoke 77",
                        open + ": cancelled");
        assertThat(run("revokes", "show", "77"))
                .isEqualTo(new CommandRun(1, "", "wkgate: there is no revoke 77" + System.lineSeparator()));
        assertThat(run("revokes", "cancel").code()).as("nothing named").isEqualTo(2);
        assertThat(run("revokes", "list", "--state", "gone").error()).startsWith("wkgate: state: ");
    }
}
