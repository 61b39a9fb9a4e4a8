package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.SettingsLoader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promise: a revoke that a dead replica had in hand is another's within 30 s, by default. */
class TakeOverTest {

    @Test
    void aRevoke() {
        Duration lease = SettingsLoader.load(null, Map.of()).revoke().lease();
        assertThat(lease.plusMillis(RevokeWorker.PERIOD_MILLIS)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }
}
