package io.wkgate.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The database's clock and time zone. */
final class DatabaseClock {

    private static final String ID = "database.clock";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private DatabaseClock() {}

    static Finding of(Connection connection, ServerVariables variables, Clock clock) throws SQLException {
        Instant before = clock.instant();
        String micros = DatabaseRow.ask(
                        connection, "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) AS micros")
                .get(0)
                .text("micros");
        Instant after = clock.instant();
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        Instant there = Instant.EPOCH.plusNanos(Math.multiplyExact(Long.parseLong(micros), 1000L));
        Duration ahead = Duration.between(middle, there);
        String zone = variables.text("time_zone");
        return judged(ahead, zone)
                .with("ahead_millis", String.valueOf(ahead.toMillis()))
                .with("time_zone", zone);
    }

    private static Finding judged(Duration ahead, String zone) {
        if (ahead.abs().compareTo(LIMIT) < 0) {
            return Finding.good(
                    ID,
                    "The database's clock agrees with this machine's. Its time zone is " + zone
                            + "; wkgate's sessions and columns are in UTC whatever it is.");
        }
        return Finding.warning(
                ID,
                "The database's clock is " + ahead.abs().toSeconds() + " s "
                        + (ahead.isNegative() ? "behind" : "ahead of") + " this machine's.",
                "Times of messages come from WuKongIM, and wkgate goes by the database's clock, on every replica: if that is"
                        + " the wrong one, revokes are refused as too late or allowed for too long.",
                "Let NTP (chrony, systemd-timesyncd) set the clocks of both machines; `timedatectl` shows whether it"
                        + " does.");
    }
}
