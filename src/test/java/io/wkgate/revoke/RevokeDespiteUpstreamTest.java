package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.revoke.UpstreamFront.Trouble;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: a revoke that was accepted takes effect whatever WuKongIM does meanwhile: away, slow, answering nothing, errors
 * or garbage, or coming back as another version. The row is marked once.
 */
@ExtendWith(DatabaseServerExtension.class)
class RevokeDespiteUpstreamTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.2.5", "v3-20260823"})
    void troublesThatEnd(String version, DatabaseServer server) throws Exception {
        try (TroubledStage stage = new TroubledStage(server.createDatabase(), version, Map.of())) {
            for (Trouble trouble : EnumSet.complementOf(EnumSet.of(Trouble.NONE))) {
                long message = stage.stored();
                int before = stage.front().troubled();
                stage.front().make(trouble);
                String revoke = stage.revoke(message);
                await(trouble.name())
                        .until(() -> stage.front().troubled() >= before + 2
                                && !stage.api()
                                        .shown(revoke)
                                        .getString("reason")
                                        .isEmpty());
                assertThat(stage.api().state(revoke)).as(trouble.name()).isEqualTo("requested");
                stage.front().make(Trouble.NONE);
                stage.assertDone(revoke, message);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void anOutage(String version, DatabaseServer server) throws Exception {
        outage(version, Duration.ZERO, server);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void anOutageOfAMinute(String version, DatabaseServer server) throws Exception {
        outage(version, Duration.ofMinutes(1), server);
    }

    /** Of that length, or longer: until it was tried a few times. */
    private static void outage(String version, Duration length, DatabaseServer server) throws Exception {
        try (TroubledStage stage =
                new TroubledStage(server.createDatabase(), version, Map.of("WKGATE_REVOKE_BIND", "true"))) {
            long message = stage.stored();
            stage.server().kill();
            String revoke = stage.revoke(message);
            Instant over = Instant.now().plus(length);
            await().atMost(length.plus(TroubledStage.LIMIT))
                    .until(() -> Instant.now().isAfter(over)
                            && stage.api().shown(revoke).getInteger("attempts") >= 3);
            assertThat(stage.api().state(revoke)).isEqualTo("requested");
            stage.server().restart();
            stage.assertTold(revoke, message);
        }
    }

    @ParameterizedTest
    @CsvSource({"v1.2.6, v2.2.5", "v2.0.4, v2.2.5", "v2.2.5, v1.2.6", "v2.2.5, v3-20260823", "v3-20260823, v2.2.5"})
    void anotherVersionComesBack(String before, String after, DatabaseServer server) throws Exception {
        try (TroubledStage stage =
                new TroubledStage(server.createDatabase(), before, Map.of("WKGATE_REVOKE_BIND", "true"))) {
            long message = stage.stored();
            stage.server().kill();
            String revoke = stage.revoke(message);
            stage.server().restartAs(after);
            stage.assertTold(revoke, message);
            assertThat(stage.api().shown(revoke).getString("line"))
                    .isEqualTo(after.startsWith("v3") ? "3.x" : after.startsWith("v2") ? "2.x" : "1.2");
        }
    }
}
