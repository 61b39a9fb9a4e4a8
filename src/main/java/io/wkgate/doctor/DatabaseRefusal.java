package io.wkgate.doctor;

import io.wkgate.config.DatabaseUrl;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why no connection to the database could be opened. The server's own sentence is not repeated: its number tells as much,
 * and is sure to hold no secret.
 */
final class DatabaseRefusal {

    private static final String WHY = "Without the database wkgate acknowledges nothing, and WuKongIM drops what is not"
            + " acknowledged after a few tries.";

    private static final Pattern ACCOUNT = Pattern.compile("'([^']*)'@'([^']*)'");

    private final DatabaseUrl url;
    private final SQLException fault;

    DatabaseRefusal(DatabaseUrl url, SQLException fault) {
        this.url = url;
        this.fault = fault;
    }

    /** @param opensWithTls asked only when the server refused the account */
    Finding finding(BooleanSupplier opensWithTls) {
        return switch (fault.getErrorCode()) {
            case 1045, 1698 -> opensWithTls.getAsBoolean() ? tlsRequired() : login();
            case 1820, 1862 -> expired();
            case 1044 -> schemaDenied();
            case 1049 -> schemaUnknown();
            case 1040, 1203, 1226 -> connectionsUsedUp();
            case 1129, 1130 -> hostNotAllowed();
            case 3159 -> tlsRequired();
            default -> network();
        };
    }

    private Finding login() {
        return Mend.of(
                        "Set the right user and password in database.url (special characters percent-encoded), or, as"
                                + " an administrator of the database, with the password in place of the dots",
                        "ALTER USER " + account() + " IDENTIFIED BY '…'")
                .failure(
                        "database.login",
                        "The database does not let the user '" + url.user() + "' in: the user does not exist, or has"
                                + " another password (error " + fault.getErrorCode() + ").",
                        WHY);
    }

    private Finding expired() {
        return Mend.byAdministrator("ALTER USER " + account() + " PASSWORD EXPIRE NEVER")
                .failure("database.login", "The password of the user '" + url.user() + "' has expired.", WHY);
    }

    private Finding schemaDenied() {
        return Mend.byAdministrator(
                        "CREATE DATABASE IF NOT EXISTS " + Quoted.name(url.database()) + " CHARACTER SET utf8mb4",
                        "GRANT ALL PRIVILEGES ON " + Quoted.schemaInGrant(url.database()) + ".* TO " + account())
                .failure(
                        "database.schema-denied",
                        "The user '" + url.user() + "' may not use the schema '" + url.database()
                                + "', or there is none of that name.",
                        WHY);
    }

    private Finding schemaUnknown() {
        return Mend.of(
                        "Correct the name at the end of database.url, or run, as an administrator of the database",
                        "CREATE DATABASE " + Quoted.name(url.database()) + " CHARACTER SET utf8mb4")
                .failure("database.schema-unknown", "The database server has no schema '" + url.database() + "'.", WHY);
    }

    private Finding connectionsUsedUp() {
        boolean ofUser = fault.getErrorCode() != 1040;
        return Mend.of(
                        "Close what holds so many (SHOW PROCESSLIST shows it), lower database.connections, or run, as an"
                                + " administrator of the database, "
                                + (ofUser
                                        ? "with the account's own host"
                                        : "and set it in the server's option file too"),
                        ofUser
                                ? "ALTER USER " + account() + " WITH MAX_USER_CONNECTIONS 0"
                                : "SET GLOBAL max_connections = 500")
                .failure(
                        "database.connections-used-up",
                        "The database refuses further connections"
                                + (ofUser ? " of the user '" + url.user() + "'" : "")
                                + ": as many as it allows are open (error " + fault.getErrorCode() + ").",
                        WHY);
    }

    private Finding hostNotAllowed() {
        Mend mend = fault.getErrorCode() == 1129
                ? Mend.byAdministrator("FLUSH HOSTS")
                : Mend.byAdministrator(
                        "CREATE USER '" + url.user() + "'@'%' IDENTIFIED BY '…'",
                        "GRANT ALL PRIVILEGES ON " + Quoted.schemaInGrant(url.database()) + ".* TO '" + url.user()
                                + "'@'%'");
        return mend.failure(
                "database.host-not-allowed",
                fault.getErrorCode() == 1129
                        ? "The database has shut this machine out after too many connections that came to nothing."
                        : "The database lets nobody in from this machine.",
                WHY);
    }

    private Finding tlsRequired() {
        return Mend.of(
                        "Set database.tls to verify-full and database.ca to the authorities of its certificate (or"
                                + " database.tls to required, which does not look to whom it speaks), or run, as an"
                                + " administrator of the database",
                        fault.getErrorCode() == 3159
                                ? "SET GLOBAL require_secure_transport = OFF"
                                : "ALTER USER " + account() + " REQUIRE NONE")
                .failure(
                        "database.tls-required",
                        "The database lets "
                                + (fault.getErrorCode() == 3159 ? "nobody" : "the user '" + url.user() + "' not")
                                + " in without TLS.",
                        WHY);
    }

    private Finding network() {
        String where = url.host() + ":" + url.port();
        if (causedBy(UnknownHostException.class)) {
            return Finding.failure(
                    "database.host-unknown",
                    "The name '" + url.host() + "' of the database's host is not known here.",
                    WHY,
                    "Correct the host in database.url. In a container it is the name of the database's container or"
                            + " service in the same network, not localhost.");
        }
        if (causedBy(SocketTimeoutException.class)) {
            return Finding.failure(
                    "database.silent",
                    "Nothing answers at " + where + " within 5 seconds.",
                    WHY,
                    "Look whether a firewall stands between, whether the port is the database's, and whether the server"
                            + " hangs (its own error log, its disk).");
        }
        if (causedBy(ConnectException.class)) {
            return Finding.failure(
                    "database.refused",
                    "Nobody listens at " + where + ".",
                    WHY,
                    "Start the database, or correct host and port in database.url. In a container, localhost is the"
                            + " container itself; and a server whose bind-address is 127.0.0.1 hears nobody else.");
        }
        return Finding.failure(
                "database.not-reached",
                "No connection to " + where + " could be opened: error " + fault.getErrorCode() + " ("
                        + Optional.ofNullable(fault.getSQLState()).orElse("no SQLSTATE") + ", "
                        + root().getClass().getSimpleName() + ").",
                WHY,
                "Look whether a MySQL or MariaDB server listens there, and into its error log.");
    }

    private boolean causedBy(Class<? extends Throwable> type) {
        return Stream.<Throwable>iterate(fault, cause -> cause != null, Throwable::getCause)
                .anyMatch(type::isInstance);
    }

    private Throwable root() {
        Throwable root = fault;
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    /** As the server names it, with the host by which it sees wkgate. */
    private String account() {
        Matcher named = ACCOUNT.matcher(Optional.ofNullable(fault.getMessage()).orElse(""));
        return named.find() ? named.group() : "'" + url.user() + "'@'%'";
    }
}
