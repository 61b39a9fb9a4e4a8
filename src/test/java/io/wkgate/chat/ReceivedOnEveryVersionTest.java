package io.wkgate.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: whoever is connected receives what {@code recordings/<version>/received.txt} says, on the real server and
 * on the simulator alike.
 *
 * <p>What a run saw is left under {@code target/received}; the recorded files are copies of what the real servers did.
 */
abstract class ReceivedOnEveryVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void everyDeviceReceivesWhatIsRecorded(String version) throws IOException, InterruptedException {
        Path recorded = Path.of("src/test/resources/recordings", version, "received.txt");
        String expected = Files.exists(recorded) ? Files.readString(recorded) : "";
        try (ChatUpstream upstream = start(version);
                ChatScene scene = new ChatScene(upstream)) {
            scene.play(pause());
            long expectedCount = expected.lines()
                    .filter(line -> line.matches("  u\\d \\w+: .*"))
                    .count();
            awaitQuiet(scene, expectedCount);
            String seen = SceneReport.of(scene);
            write(version, seen);
            assertThat(seen).isEqualTo(expected);
        }
    }

    abstract ChatUpstream start(String version);

    /** How long to wait before each send. */
    abstract Duration pause();

    /** How long nothing may come before a run counts as over. */
    abstract Duration quiet();

    private void awaitQuiet(ChatScene scene, long expected) {
        long[] last = {-1, System.nanoTime()};
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            long now = SceneReport.count(scene);
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            Duration silence = Duration.ofNanos(System.nanoTime() - last[1]);
            // What is missing may still be on its way.
            return silence.compareTo(now < expected ? quiet().multipliedBy(10) : quiet()) > 0;
        });
    }

    private void write(String version, String seen) throws IOException {
        Path folder =
                Files.createDirectories(Path.of("target/received", getClass().getSimpleName()));
        Files.writeString(folder.resolve(version + ".txt"), seen);
    }
}
