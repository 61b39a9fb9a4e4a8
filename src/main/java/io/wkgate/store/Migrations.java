package io.wkgate.store;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Brings wkgate's tables to the shape that this version needs. Several processes may do so at once: they take turns. It
 * blocks, so it belongs before the event loops' work or on a worker.
 */
public final class Migrations {

    /** Beside whatever else lives in the schema. */
    private static final String HISTORY = "wkgate_schema_history";

    private final Flyway flyway;

    /** @param patience how long a database that is not there yet is waited for */
    public Migrations(DatabaseUrl url, LayoutName layout, Duration patience) {
        String[] locations = Layout.of(layout).migrations().stream()
                .map(location -> "classpath:" + location)
                .toArray(String[]::new);
        flyway = Flyway.configure(getClass().getClassLoader())
                .dataSource(dataSource(url))
                .connectRetries((int) Math.max(1, patience.toSeconds()))
                .connectRetriesInterval(1)
                .locations(locations)
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    /**
     * Runs what has not run yet.
     *
     * @return how many migrations ran
     * @throws MigrationException with a sentence for the operator
     */
    public int run() {
        try {
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw new MigrationException("the tables could not be brought up to date: " + firstLine(e), e);
        }
    }

    /** @throws MigrationException if something has not run yet, or the database cannot be asked */
    public void requireNone() {
        int pending;
        try {
            pending = flyway.info().pending().length;
        } catch (FlywayException e) {
            throw new MigrationException("the state of the tables could not be read: " + firstLine(e), e);
        }
        if (pending > 0) {
            throw new MigrationException(
                    pending + " migrations have not run; run `java -jar wkgate.jar migrate` or start without"
                            + " --no-migrate",
                    null);
        }
    }

    private static MariaDbDataSource dataSource(DatabaseUrl url) {
        try {
            MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://" + url.host() + ":" + url.port() + "/"
                    + url.database() + "?connectTimeout=5000&allowPublicKeyRetrieval=true");
            source.setUser(url.user());
            source.setPassword(url.password().value());
            return source;
        } catch (SQLException e) {
            throw new MigrationException("the database's address cannot be used: " + url, e);
        }
    }

    private static String firstLine(FlywayException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
