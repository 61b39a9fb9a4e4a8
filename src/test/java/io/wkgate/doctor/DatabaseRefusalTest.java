package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: a database that cannot be reached is one finding, which tells apart a wrong host, a wrong port, a firewall, a
 * wrong password, an unknown schema, TLS and a used up limit, and says what to do; the password is in none of them.
 */
@ExtendWith(DatabaseServerExtension.class)
class DatabaseRefusalTest {

    @Test
    void aHostOfThatNameDoesNotExist(ConnectionDetails details) {
        Finding complaint = at("no-such-host.invalid", details.port(), details).complaint();
        assertThat(complaint.id()).isEqualTo("database.host-unknown");
        assertThat(complaint.what()).contains("no-such-host.invalid");
    }

    @Test
    void nobodyListensThere(ConnectionDetails details) throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Finding complaint = at("127.0.0.1", free, details).complaint();
        assertThat(complaint.id()).isEqualTo("database.refused");
        assertThat(complaint.what()).contains("127.0.0.1:" + free);
    }

    @Test
    void somethingListensThatNeverSpeaks(ConnectionDetails details) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Finding complaint = at("127.0.0.1", socket.getLocalPort(), details).complaint();
            assertThat(complaint.id()).isEqualTo("database.silent");
        }
    }

    @Test
    void thePasswordIsWrong(DatabaseServer server, ConnectionDetails details) throws Exception {
        ConnectionDetails wrong = with(details, details.user(), "not-the-password", details.database());
        Finding complaint = complaint(wrong);
        assertThat(complaint.id()).isEqualTo("database.login");
        assertThat(complaint.what()).contains(details.user());
        String statement = complaint.details().get("statement");
        assertThat(statement).endsWith("IDENTIFIED BY '…'");
        Sql.runAsAdministrator(server, statement.replace("…", "not-the-password"));
        assertReached(wrong);
    }

    @Test
    void theSchemaDoesNotExist(DatabaseServer server) throws Exception {
        ConnectionDetails details = server.createDatabase();
        String account = "'" + details.user() + "'@'" + details.host() + "'";
        Sql.runAsAdministrator(server, "GRANT ALL PRIVILEGES ON *.* TO " + account);
        ConnectionDetails absent = with(details, details.user(), details.password(), "absent_" + details.database());
        Finding complaint = complaint(absent);
        assertThat(complaint.id()).isEqualTo("database.schema-unknown");
        assertThat(complaint.what()).contains("absent_" + details.database());
        DoctoredDatabase.mendAsAdministrator(server, complaint);
        assertReached(absent);
        Sql.runAsAdministrator(server, "DROP DATABASE " + absent.database());
    }

    @Test
    void theAccountMayNotUseTheSchema(DatabaseServer server) throws Exception {
        ConnectionDetails details = server.createDatabase();
        ConnectionDetails other = with(details, details.user(), details.password(), "other_" + details.database());
        Finding complaint = complaint(other);
        assertThat(complaint.id()).isEqualTo("database.schema-denied");
        DoctoredDatabase.mendAsAdministrator(server, complaint);
        assertReached(other);
        Sql.runAsAdministrator(server, "DROP DATABASE " + other.database());
    }

    @Test
    void nobodyIsLetInFromThisMachine() throws Exception {
        Optional<String> address = outsideAddress();
        assumeTrue(address.isPresent(), "this machine has only its loopback address");
        try (DatabaseServer server = DatabaseServer.startWith("bind-address=0.0.0.0")) {
            ConnectionDetails details = server.createDatabase();
            DoctoredDatabase fromOutside = at(address.orElseThrow(), details.port(), details);
            Finding complaint = fromOutside.complaint();
            assertThat(complaint.id()).isEqualTo("database.host-not-allowed");
            for (String statement : complaint.details().get("statement").split(";\n")) {
                Sql.runAsAdministrator(server, statement.replace("…", details.password()));
            }
            fromOutside.good("database.reachable");
        }
    }

    /** By which the server sees another host than its own. */
    private static Optional<String> outsideAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }

    @ParameterizedTest
    @CsvSource({"1129, database.host-not-allowed, FLUSH HOSTS", "1862, database.login, PASSWORD EXPIRE NEVER"})
    void whatOnlyAnOlderOrBusierServerSaysIsKnownByItsNumber(
            int code, String id, String mend, ConnectionDetails details) {
        SQLException fault = new SQLException("whatever it says", "HY000", code);
        Finding finding =
                new DatabaseRefusal(new DoctoredDatabase(details, LayoutName.NATIVE).url(), fault).finding(() -> false);
        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.mend()).contains(mend);
    }

    @Test
    void theAccountHasAsManyConnectionsAsItMay(DatabaseServer server, ConnectionDetails details) throws Exception {
        Sql.runAsAdministrator(
                server, "ALTER USER '" + details.user() + "'@'" + details.host() + "' WITH MAX_USER_CONNECTIONS 1");
        Finding complaint;
        try (Connection open = details.connect()) {
            assertThat(open.isValid(1)).isTrue();
            complaint = complaint(details);
        }
        assertThat(complaint.id()).isEqualTo("database.connections-used-up");
        assertThat(complaint.what()).contains(details.user());
        try (Connection open = details.connect()) {
            assertThat(open.isValid(1)).isTrue();
            // A server that is full does not say by which host it knows the account.
            Sql.runAsAdministrator(server, complaint.details().get("statement").replace("%", details.host()));
            assertReached(details);
        }
    }

    @Test
    void theServerHasAsManyConnectionsAsItAllows() throws Exception {
        List<Connection> open = new ArrayList<>();
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails details = server.createDatabase();
            server.maxConnections(10);
            fill(details, open);
            Finding complaint = complaint(details);
            assertThat(complaint.id()).isEqualTo("database.connections-used-up");
            // The server counts a connection that it refused until it is gone, in the administrator's one place, too.
            await().ignoreExceptionsInstanceOf(SQLException.class).until(() -> {
                DoctoredDatabase.mendAsAdministrator(server, complaint);
                return true;
            });
            assertReached(details);
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private static void fill(ConnectionDetails details, List<Connection> open) {
        try {
            while (open.size() < 20) {
                open.add(details.connect());
            }
        } catch (SQLException full) {
            assertThat(open).isNotEmpty();
        }
    }

    @Test
    void theAccountOrTheServerWantsTls() throws Exception {
        try (DatabaseServer server = DatabaseServer.startWith("ssl")) {
            ConnectionDetails details = server.createDatabase();
            String account = "'" + details.user() + "'@'" + details.host() + "'";
            Sql.runAsAdministrator(server, "ALTER USER " + account + " REQUIRE SSL");
            Finding ofAccount = complaint(details);
            assertThat(ofAccount.id()).isEqualTo("database.tls-required");
            assertThat(ofAccount.what()).contains(details.user());
            DoctoredDatabase.mendAsAdministrator(server, ofAccount);
            assertReached(details);

            Sql.runAsAdministrator(server, "SET GLOBAL require_secure_transport = ON");
            Finding ofServer = complaint(details);
            assertThat(ofServer.id()).isEqualTo("database.tls-required");
            try (Connection encrypted = DriverManager.getConnection(
                    "jdbc:mariadb://127.0.0.1:" + details.port() + "/?sslMode=trust",
                    server.administrator().user(),
                    server.administrator().password())) {
                encrypted.createStatement().execute(ofServer.details().get("statement"));
            }
            assertReached(details);
        }
    }

    private static Finding complaint(ConnectionDetails details) {
        return new DoctoredDatabase(details, LayoutName.NATIVE).complaint();
    }

    private static void assertReached(ConnectionDetails details) {
        new DoctoredDatabase(details, LayoutName.NATIVE).good("database.reachable");
    }

    private static DoctoredDatabase at(String host, int port, ConnectionDetails details) {
        return new DoctoredDatabase(
                new ConnectionDetails(host, port, details.user(), details.password(), details.database()),
                LayoutName.NATIVE);
    }

    private static ConnectionDetails with(ConnectionDetails details, String user, String password, String database) {
        return new ConnectionDetails(details.host(), details.port(), user, password, database);
    }
}
