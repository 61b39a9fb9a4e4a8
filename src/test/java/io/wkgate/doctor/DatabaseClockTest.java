package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: clocks that disagree are named, with how much and in which direction; a time zone is none of it. */
@ExtendWith(DatabaseServerExtension.class)
class DatabaseClockTest {

    @ParameterizedTest
    @CsvSource({"PT0S, GOOD, agrees", "PT5S, GOOD, agrees", "PT60S, WARNING, s behind", "PT-60S, WARNING, s ahead of"})
    void clocksThatDisagreeAreNamed(Duration ours, Finding.Level level, String named, ConnectionDetails details)
            throws Exception {
        try (Connection connection = details.connect()) {
            ServerVariables variables = new ServerVariables(Map.of("time_zone", "+05:45"), Map.of());
            Finding finding = DatabaseClock.of(connection, variables, Clock.offset(Clock.systemUTC(), ours));
            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.what()).contains(named);
            assertThat(finding.details()).containsEntry("time_zone", "+05:45");
        }
    }
}
