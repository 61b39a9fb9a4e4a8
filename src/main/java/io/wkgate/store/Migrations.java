package io.wkgate.store;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
    private final MariaDbDataSource source;
    private final LayoutName layout;

    /** @param patience how long a database that is not there yet is waited for */
    public Migrations(DatabaseUrl url, LayoutName layout, Duration patience) {
        String[] locations = Layout.of(layout).migrations().stream()
                .map(location -> "classpath:" + location)
                .toArray(String[]::new);
        this.layout = layout;
        source = dataSource(url);
        flyway = Flyway.configure(getClass().getClassLoader())
                .dataSource(source)
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
        pending();
        try {
            return migrate();
        } catch (FlywayException e) {
            throw new MigrationException("the tables could not be brought up to date: " + firstLine(e), e);
        }
    }

    private int migrate() {
        try {
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException e) {
            // Of two replicas that start at once, one may make the history between the other's look and its own try.
            return flyway.migrate().migrationsExecuted;
        }
    }

    /** @throws MigrationException if something has not run yet, or the database cannot be asked */
    public void requireNone() {
        int pending = pending();
        if (pending > 0) {
            throw new MigrationException(
                    pending + " migrations have not run; run `java -jar wkgate.jar migrate` or start without"
                            + " --no-migrate",
                    null);
        }
    }

    /**
     * Every migration that this version knows or that has run here, in their order.
     *
     * @throws MigrationException if the database cannot be asked
     */
    public List<MigrationStep> steps() {
        try {
            return Stream.of(flyway.info().all())
                    .filter(info -> info.getScript().endsWith(".sql"))
                    .map(info -> MigrationStep.of(info, Layout.of(layout).migrations()))
                    .toList();
        } catch (FlywayException e) {
            throw new MigrationException("the state of the tables could not be read: " + firstLine(e), e);
        }
    }

    /** How many migrations have not run, once the database is there and its tables are those of the layout. */
    private int pending() {
        try {
            int pending = flyway.info().pending().length;
            SchemaCheck.requireFit(source, layout);
            return pending;
        } catch (FlywayException | SQLException e) {
            throw new MigrationException("the state of the tables could not be read: " + firstLine(e), e);
        }
    }

    private static MariaDbDataSource dataSource(DatabaseUrl url) {
        try {
            MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://" + url.host() + ":" + url.port() + "/"
                    + url.database() + "?connectTimeout=5000&allowPublicKeyRetrieval=true"
                    + DatabaseWay.parameters(url.tls()));
            source.setUser(url.user());
            source.setPassword(url.password().value());
            return source;
        } catch (SQLException e) {
            throw new MigrationException("the database's address cannot be used: " + url, e);
        }
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
