package io.wkgate.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between the choice of a port and the server's start somebody else may take it. */
class TakenDatabasePortTest {

    @TempDir
    private Path temporary;

    @Test
    void theServerStartsOnAnotherOne() throws Exception {
        MariaDbInstallation installation =
                MariaDbInstallation.unpack(Path.of("target", "mariadb").toAbsolutePath());
        int port = LoopbackPort.choose();
        ServerSettings settings = new ServerSettings(
                temporary.toRealPath(),
                new ConnectionDetails(LoopbackPort.HOST, port, "admin", Passwords.random(), "mysql"),
                ServerSettings.Role.ADMINISTRATOR,
                List.of());
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName(LoopbackPort.HOST))) {
            assertThatThrownBy(() -> MariaDbServer.start(installation, settings))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("Address already in use");
            try (MariaDbServer server = MariaDbServer.startOnAnyPort(installation, settings);
                    Connection connection = server.settings().login().connect()) {
                assertThat(server.settings().login().port()).isNotEqualTo(taken.getLocalPort());
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }
}
