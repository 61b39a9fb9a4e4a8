package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.TestMessage;
import io.wkgate.outage.RealUpstream;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventTable;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: the doctor has nothing against a real server of any version that is set up well, and its test message comes
 * back through that server's webhook, is in no table of messages and is handed on to nobody.
 */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
@ExtendWith(DatabaseServerExtension.class)
class RealTestMessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void itComesBack(String version, ConnectionDetails database) throws Exception {
        int port = LoopbackPort.choose();
        try (RealUpstream upstream =
                RealUpstream.start(version, "http://127.0.0.1:" + port + "/webhook/" + TestGateway.TOKEN)) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "WKGATE_INTAKE_PORT", Integer.toString(port),
                    "WKGATE_UPSTREAM_URLS", upstream.api(),
                    "WKGATE_RELAY_DESTINATIONS", "[{\"name\":\"business\",\"url\":\"http://127.0.0.1:1/hook\"}]"));
            upstream.manager().ifPresent(url -> settings.put("WKGATE_UPSTREAM_MANAGER_URLS", url));
            try (TestGateway gateway = TestGateway.start(database, settings)) {
                assertThat(complaints(gateway.ops("GET", "/v1/doctor?area=upstream")))
                        .isEmpty();
                for (int i = 0; i < 3; i++) {
                    assertThat(complaints(gateway.ops("POST", "/v1/doctor/test-message?wait=20")))
                            .isEmpty();
                }
                assertThat(EventTable.all(database))
                        .noneMatch(event -> event.text().contains(TestMessage.SENDER));
                assertThat(Sql.number(
                                database, "SELECT COUNT(*) FROM message WHERE from_uid = '" + TestMessage.SENDER + "'"))
                        .isZero();
            }
        }
    }

    private static List<Finding> complaints(HttpResponse<String> answer) {
        return DoctorScene.complaints(
                new DoctorReport(Instant.EPOCH, DoctorReport.areas(new JsonObject(answer.body()))));
    }
}
