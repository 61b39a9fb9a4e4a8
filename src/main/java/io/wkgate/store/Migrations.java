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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings wkgate's tables to the shape that this version needs. Several processes may do so at once: they take turns. It
 * blocks, so it belongs before the event loops' work or on a worker.
 */
public final class Migrations {

    /** Beside whatever else lives in the schema. */
    private static final String HISTORY = "wkgate_schema_history";

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of a database that answered a moment ago. */
    private static final int RETRIES = 2;

    /**
     * A host that loses its power closes no connection, and with it stays the lock that lets one process migrate at a time: by
     * itself the server would keep it for eight hours. Where Flyway takes a connection of its own for the lock (Percona's strict
     * mode) that one is idle while a table is changed, hence minutes.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Flyway flyway;
    private final MariaDbDataSource source;
    private final LayoutName layout;
    private final Duration patience;

    /**
     * @param patience how long a database that is not there yet is waited for, whether it refuses or says nothing; one attempt
     *     of 5 s may come on top
     */
    public Migrations(DatabaseUrl url, LayoutName layout, Duration patience) {
        String[] locations = Layout.of(layout).migrations().stream()
                .map(location -> "classpath:" + location)
                .toArray(String[]::new);
        this.layout = layout;
        this.patience = patience;
        source = dataSource(url);
        flyway = Flyway.configure(getClass().getClassLoader())
                .dataSource(source)
                .connectRetries(RETRIES)
                .connectRetriesInterval((int) PAUSE.toSeconds())
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
        return run(() -> {});
    }

    /**
     * Runs what has not run yet.
     *
     * @param beforeChange run when there is something to do, just before; until then the database is only looked at
     * @return how many migrations ran
     * @throws MigrationException with a sentence for the operator
     */
    public int run(Runnable beforeChange) {
        if (pending() > 0) {
            beforeChange.run();
        }
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
            awaitDatabase();
            return Stream.of(flyway.info().all())
                    .filter(info -> info.getScript().endsWith(".sql"))
                    .map(info -> MigrationStep.of(info, Layout.of(layout).migrations()))
                    .toList();
        } catch (FlywayException | SQLException e) {
            throw new MigrationException("the state of the tables could not be read: " + firstLine(e), e);
        }
    }

    /** How many migrations have not run, once the database is there and its tables are those of the layout. */
    private int pending() {
        try {
            awaitDatabase();
            int pending = flyway.info().pending().length;
            SchemaCheck.requireFit(source, layout);
            return pending;
        } catch (FlywayException | SQLException e) {
            throw new MigrationException("the state of the tables could not be read: " + firstLine(e), e);
        }
    }

    /**
     * By time, and not by a number of attempts: one takes no time where nobody listens, and 5 s where packets are dropped. Who
     * started this process gives it up some time later, in Kubernetes with its log, and the reason must be in that before.
     */
    private void awaitDatabase() throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                source.getConnection().close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() - begun >= patience.toNanos()) {
                    throw e;
                }
                LOG.warn("the database cannot be reached yet: {}", firstLine(e));
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while waiting for the database", e);
            }
        }
    }

    static MariaDbDataSource dataSource(DatabaseUrl url) {
        try {
            MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://" + url.host() + ":" + url.port() + "/"
                    + url.database() + "?connectTimeout=" + LONGEST_ATTEMPT.toMillis()
                    + "&sessionVariables=wait_timeout=" + LONGEST_SILENCE.toSeconds()
                    + "&allowPublicKeyRetrieval=true" + DatabaseWay.parameters(url.tls()));
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
