package io.wkgate.cli;

import static io.wkgate.ops.FakeGapDesk.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.ops.OpsOnFakeRelay;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The promise: who ends the command while it follows a sweep ends only the command, and is told how to find the sweep. */
@ExtendWith(DatabaseServerExtension.class)
class FarewellTest {

    @Test
    void theSweepGoesOnAndItsIdIsTold(ConnectionDetails database, @TempDir Path folder) throws Exception {
        Path said = folder.resolve("said.txt");
        try (OpsOnFakeRelay ops = new OpsOnFakeRelay(database)) {
            ops.gaps().script(view("open", 0, 0, 0, 0, 0));
            Process repair = repair(ops.port(), folder, said);
            try {
                await().until(() -> Files.readString(said).contains("0/10 channels"));
                // TERM, for whoever starts the tests may have told their processes to ignore INT; both end a JVM alike.
                repair.destroy();
                assertThat(repair.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                repair.destroyForcibly();
            }
            assertThat(Files.readString(said))
                    .endsWith(
                            "sweep 1 goes on without this command: `wkgate gaps sweeps` shows it, `wkgate gaps cancel 1`"
                                    + " ends it" + System.lineSeparator());
            assertThat(repair.exitValue()).isNotZero();
            assertThat(ops.gaps().sweep(1).await().orElseThrow().state()).isEqualTo("open");
        }
    }

    private static Process repair(int port, Path folder, Path said) throws Exception {
        Path config = Files.writeString(
                folder.resolve("wkgate.yaml"), "ops:\n  port: " + port + "\n  key: " + TestGateway.OPS_KEY + "\n");
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "repair",
                        "--all-known",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
