package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.replica.Phase;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The promise: from the command line an operator sees who is there, who is silent, and who does what. */
class ReplicasCommandTest extends CommandsOnFakeRelay {

    @Test
    void eachIsALine() throws Exception {
        assertThat(run("replicas").out()).isEqualTo("no replicas" + System.lineSeparator());
        // One that is silent for a day is forgotten.
        Instant beat = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
        Instant started = beat.minus(Duration.ofHours(1)).plusMillis(500);
        Sql.run(
                database,
                "INSERT INTO wkgate_replica VALUES (REPEAT('x', 16), 'wkgate-7c9d-abcde', '0.9', 'serving',"
                        + " REPEAT('y', 32), '%s', '%s', -6000)".formatted(Sql.utc(started), Sql.utc(beat)),
                "INSERT INTO wkgate_lease VALUES ('prune', REPEAT('z', 16), '2126-11-22 10:00:00',"
                        + " '2026-11-22 10:00:00', '2026-11-22 10:00:00')");
        ops.replicas().start();
        ops.replicas().phase(Phase.SERVING);
        ops.leases().takeOrKeep("outages", Duration.ofMinutes(1)).await();
        ops.leases().takeOrKeep("finder", Duration.ofMinutes(1)).await();
        await().until(() -> run("replicas").out().contains("this-one"));
        await().until(() -> run("replicas").out().contains("serving"));
        CommandRun run = run("replicas");
        assertThat(run.code()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .isEqualTo("id        name                           phase     version           started"
                        + "                       beat       clock settings  leases");
        assertThat(lines.get(1))
                .matches("78787878  wkgate-7c9d-abcde {14}silent    0\\.9 {15}" + Pattern.quote(started.toString())
                        + " +\\d+ s +-6\\.0 s differ");
        assertThat(lines.get(2))
                .matches("[0-9a-f]{8}  this-one {23}serving   1\\.0 {15}\\S+Z +\\d+ s +[+-]\\d+\\.\\d s same {6}"
                        + "finder, outages");
        assertThat(lines.get(3)).isEqualTo("held by somebody who is not listed: prune");
    }

    @Test
    void aMachineGetsWhatTheOpsListenerAnswers() throws Exception {
        ops.replicas().start();
        await().until(() -> !new JsonObject(run("replicas", "--json").out())
                .getJsonArray("items")
                .isEmpty());
        JsonObject answer = new JsonObject(run("replicas", "--json").out());
        assertThat(answer.getJsonArray("items").getJsonObject(0).getString("id"))
                .isEqualTo(answer.getString("answering"));
    }
}
