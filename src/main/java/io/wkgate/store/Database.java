package io.wkgate.store;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the database. Every session commits a statement by itself, is strict (a text that does not fit is an
 * error, never cut), counts time in UTC and reads what is committed; one that cannot be made so is not used. A database that
 * does not answer costs at most the time limit: its connection is closed and the call fails. The other way round the server
 * ends a session that says nothing for long: what a process has locked that was paused, or whose host is gone, is free soon.
 */
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** A statement for many rows is longer than the client's default limit for statements that it keeps prepared. */
    private static final int PREPARED_SQL_LIMIT = 1 << 16;

    private static final int PREPARED_STATEMENTS = 64;

    /** Longer than anybody here takes between two statements of a transaction. */
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final Duration timeout;

    private Database(Pool pool, Duration timeout) {
        this.pool = pool;
        this.timeout = timeout;
    }

    /**
     * Opens nothing yet: the first call connects.
     *
     * @param connections how many connections there may be at most
     * @param timeout how long the database may be silent during a call
     */
    public static Database of(Vertx vertx, DatabaseUrl url, int connections, Duration timeout) {
        MySQLConnectOptions server = new MySQLConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setUser(url.user())
                .setPassword(url.password().value())
                .setDatabase(url.database())
                .setCharset("utf8mb4")
                // An insert that changes nothing then counts no row: that tells new rows from repeated ones.
                .setUseAffectedRows(true)
                .setPipeliningLimit(16)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
                .setPreparedStatementCacheSqlFilter(sql -> sql.length() < PREPARED_SQL_LIMIT);
        DatabaseWay.secure(server, url.tls());
        PoolOptions options = new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(1000)
                .setConnectionTimeout((int) timeout.toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        NetClientOptions network = new NetClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setTcpNoDelay(true)
                // A server that hangs closes no connection; this does.
                .setReadIdleTimeout((int) timeout.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        Pool pool = MySQLBuilder.pool()
                .with(options)
                .with(network)
                .connectingTo(server)
                .withConnectHandler(connection -> prepareSession(connection, timeout))
                .using(vertx)
                .build();
        return new Database(pool, timeout);
    }

    /**
     * The two statements that every session begins with.
     *
     * @param timeout how long the database may be silent during a call
     */
    public static List<String> sessionStatements(Duration timeout) {
        long lockWaitSeconds = Math.max(1, timeout.toSeconds() - 1);
        long silentSeconds = Math.max(SHORTEST_SILENCE.toSeconds(), 3 * timeout.toSeconds());
        return List.of(
                "SET SESSION autocommit = 1, SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',"
                        + " SESSION time_zone = '+00:00',"
                        + " SESSION innodb_lock_wait_timeout = " + lockWaitSeconds + ","
                        + " SESSION wait_timeout = " + silentSeconds,
                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }

    private static void prepareSession(SqlConnection connection, Duration timeout) {
        List<String> statements = sessionStatements(timeout);
        connection
                .query(statements.get(0))
                .execute()
                .compose(set -> connection.query(statements.get(1)).execute())
                .onSuccess(prepared -> connection.close())
                .onFailure(fault -> refuse(connection, DatabaseFault.of(fault)));
    }

    /** Closing it would give it to the pool; ended by the server it goes for good. */
    private static void refuse(SqlConnection connection, DatabaseFault fault) {
        LOG.warn("a database session could not be prepared and is given up: {}", fault.description());
        connection.query("KILL CONNECTION_ID()").execute();
    }

    /** Runs the work in one transaction: all of it or, when the future fails, perhaps nothing, perhaps all. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(work).timeout(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    /**
     * Commits all of the statements or, when the future fails, perhaps nothing, perhaps all. One statement is a
     * transaction by itself, which saves two round trips.
     *
     * @return how many rows each changed
     */
    public Future<List<Integer>> commit(List<Statement> statements) {
        if (statements.size() == 1) {
            Statement only = statements.get(0);
            return execute(only.sql(), only.parameters()).map(result -> List.of(result.rowCount()));
        }
        return transaction(connection -> {
            List<Future<Integer>> results = new ArrayList<>();
            for (Statement statement : statements) {
                results.add(statement.run(connection));
            }
            return Future.all(results).map(CompositeFuture::list);
        });
    }

    /** Runs one statement. */
    public Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).timeout(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    /** The largest statement that the server takes, in bytes. */
    Future<Long> maxPacket() {
        return execute("SELECT @@max_allowed_packet AS bytes", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong("bytes"));
    }

    /** Succeeds if the database takes writes; the statement changes nothing, but a read-only server refuses it. */
    public Future<Void> ping() {
        return execute("UPDATE wkgate_access_key SET value = value WHERE name = ''", Tuple.tuple())
                .mapEmpty();
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return pool.close();
    }
}
