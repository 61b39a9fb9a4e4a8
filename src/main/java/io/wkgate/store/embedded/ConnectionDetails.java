package io.wkgate.store.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Where a database is and who may enter. {@link #toString()} does not show the password.
 *
 * @param host name or address
 * @param port TCP port
 * @param user name of the account
 * @param password of the account, in clear
 * @param database name of the schema
 */
public record ConnectionDetails(String host, int port, String user, String password, String database) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The JDBC address without user and password. */
    public String jdbcUrl() {
        // Without TLS: the server has no certificate of its own, and the way does not leave this machine.
        return "jdbc:mariadb://%s:%d/%s?sslMode=disable".formatted(host, port, database);
    }

    /** Opens a JDBC connection, and fails after 5 seconds without an answer. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", String.valueOf(PATIENCE.toMillis()));
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    ConnectionDetails withPort(int newPort) {
        return new ConnectionDetails(host, newPort, user, password, database);
    }

    @Override
    public String toString() {
        return "ConnectionDetails[%s@%s:%d/%s]".formatted(user, host, port, database);
    }
}
