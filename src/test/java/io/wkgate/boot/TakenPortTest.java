package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import io.wkgate.web.ListenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: a port that somebody else has stops the start with a sentence that names the setting, and leaves no replica listed. */
@ExtendWith(DatabaseServerExtension.class)
class TakenPortTest {

    @ParameterizedTest
    @CsvSource({
        "WKGATE_INTAKE_PORT, intake.port",
        "WKGATE_INTAKE_GRPC_PORT, intake.grpc-port",
        "WKGATE_API_PORT, api.port",
        "WKGATE_OPS_PORT, ops.port"
    })
    void theSettingIsNamed(String variable, String setting, ConnectionDetails database) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> TestGateway.start(database, Map.of(variable, port)))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContainingAll("127.0.0.1:" + port, setting, "in use");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_replica"))
                    .isZero();
        }
    }
}
