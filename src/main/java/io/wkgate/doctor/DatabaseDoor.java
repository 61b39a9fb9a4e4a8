package io.wkgate.doctor;

import io.wkgate.config.DatabaseTls;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseWay;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.mariadb.jdbc.MariaDbDataSource;

/** Opens connections to the database as wkgate's own are: by the same way. They are closed by who asked. */
final class DatabaseDoor {

    private static final String PLAIN = "&sslMode=disable&allowPublicKeyRetrieval=true";

    /** Only such ways to say the password as do not give it away to a server that nobody has verified. */
    private static final String ENCRYPTED = "&sslMode=trust&restrictedAuth=mysql_native_password,client_ed25519,parsec";

    private final DatabaseUrl url;
    private final Duration timeout;

    /** @param timeout {@code database.timeout}, by which wkgate prepares its sessions */
    DatabaseDoor(DatabaseUrl url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    Connection open() throws SQLException {
        Connection connection = connect(asConfigured());
        try {
            refreshCounts(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What wkgate does with each of its sessions before it uses it. */
    void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : Database.sessionStatements(timeout)) {
                statement.execute(sql);
            }
        }
    }

    /** Whether the account, which was refused, is let in with TLS. */
    boolean opensWithTls() {
        try (Connection connection = connect(ENCRYPTED)) {
            return connection.isValid(5);
        } catch (SQLException refusedToo) {
            return false;
        }
    }

    private String asConfigured() {
        return url.tls().mode() == DatabaseTls.Mode.OFF ? PLAIN : DatabaseWay.parameters(url.tls());
    }

    private Connection connect(String options) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://" + url.host() + ":" + url.port() + "/"
                + url.database() + "?connectTimeout=5000&socketTimeout=20000" + options);
        source.setUser(url.user());
        source.setPassword(url.password().value());
        return source.getConnection();
    }

    /** MySQL shows sizes and counters that are up to a day old unless it is told not to; others do not know the variable. */
    private static void refreshCounts(Connection connection) throws SQLException {
        boolean keeps = !DatabaseRow.ask(connection, "SHOW VARIABLES LIKE 'information_schema_stats_expiry'")
                .isEmpty();
        if (keeps) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION information_schema_stats_expiry = 0");
            }
        }
    }
}
