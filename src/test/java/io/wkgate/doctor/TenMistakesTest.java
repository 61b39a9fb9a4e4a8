package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.simulator.Profile;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import io.wkgate.testing.TsddTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: for each of the commonest mistakes in setting up, in the order of the table in docs/doctor.md, the doctor
 * names the cause, and with what it says to do all is well.
 */
@ExtendWith(DatabaseServerExtension.class)
class TenMistakesTest {

    private static final String DESTINATION = "[{\"name\":\"business\",\"url\":\"http://127.0.0.1:%d/hook\"}]";

    /** As WuKongIM has it where httpAddr is missing, or stands at another place of the file. */
    @Test
    void mistake1TheWebhookIsNotSet(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V2_2_5)) {
            assertThat(DoctorScene.ids(scene.examine("webhook"))).containsExactly("webhook.no-message");
            Finding lost = only(scene.lostMessage());
            assertThat(lost.id()).isEqualTo("webhook.test-message-lost");
            assertThat(lost.mend())
                    .contains("The webhook is not set, or not where WuKongIM reads it", "was not restarted")
                    .contains("webhook:\n  httpAddr: \"http://127.0.0.1:"
                            + scene.gateway().httpPort())
                    .doesNotContain(TestGateway.TOKEN, "[webhook]");
            scene.configure(options -> options.withWebhook(scene.gateway().webhook()));
            assertThat(DoctorScene.ids(scene.testMessage())).isEmpty();
        }
    }

    @Test
    void mistake1OnThreeItsManagerListenerSaysSo(ConnectionDetails database) throws Exception {
        Map<String, String> manager = Map.of(
                "WKGATE_UPSTREAM_MANAGER_URLS", "{manager}",
                "WKGATE_UPSTREAM_MANAGER_USER", "admin",
                "WKGATE_UPSTREAM_MANAGER_PASSWORD", "a1234567");
        try (DoctorScene scene = new DoctorScene(database, Profile.V3, manager)) {
            Finding notSet = only(scene.lostMessage());
            assertThat(notSet.id()).isEqualTo("webhook.not-set");
            assertThat(notSet.mend()).contains("[webhook]\nhttp_addr = ");
            scene.configure(options -> options.withWebhook(scene.gateway().webhook()));
            assertThat(DoctorScene.ids(scene.testMessage())).isEmpty();
        }
    }

    @Test
    void mistake2GrpcAndHttpAreBothSet(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V1_2_6)) {
            String http = scene.gateway().webhook();
            scene.configure(options -> options.withWebhook(http).withGrpcWebhook("grpc://127.0.0.1:" + closedPort()));
            Finding lost = only(scene.lostMessage());
            assertThat(lost.id()).isEqualTo("webhook.test-message-lost");
            assertThat(lost.mend()).contains("likeliest first:\n1. gRPC and HTTP are both set");
            scene.configure(options -> options.withWebhook(http)
                    .withGrpcWebhook("grpc://127.0.0.1:" + scene.gateway().httpPort()));
            assertThat(only(scene.lostMessage()).id()).isEqualTo("webhook.grpc-to-http-port");
            scene.configure(options ->
                    options.withWebhook(http).withGrpcWebhook(scene.gateway().grpcWebhook()));
            assertThat(DoctorScene.ids(scene.testMessage())).isEmpty();
        }
    }

    /** 127.0.0.1 of a container in which nobody listens. */
    @Test
    void mistake3AnAddressThatOnlyTheOtherContainerKnows(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V2_0_10)) {
            scene.configure(options -> options.withWebhook("http://127.0.0.1:" + closedPort() + "/webhook/x"));
            Finding lost = only(scene.lostMessage());
            assertThat(lost.id()).isEqualTo("webhook.test-message-lost");
            assertThat(lost.mend())
                    .contains("In a container 127.0.0.1 and localhost are the container itself", "intake.public-url");
        }
    }

    @Test
    void mistake4FocusEventsWithoutMsgNotify(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V2_0_10)) {
            scene.configure(options ->
                    options.withWebhook(scene.gateway().webhook()).withFocusEvents("msg.offline", "user.onlinestatus"));
            scene.simulator().connect("u1", 0).await();
            assertThat(only(scene.lostMessage()).id()).isEqualTo("webhook.focus-events");
            scene.say("u1", "u2");
            await().untilAsserted(() ->
                    assertThat(DoctorScene.ids(scene.examine("webhook"))).containsExactly("webhook.focus-events"));
            scene.configure(options -> options.withWebhook(scene.gateway().webhook()));
            assertThat(DoctorScene.ids(scene.testMessage())).isEmpty();
            assertThat(DoctorScene.ids(scene.examine("webhook"))).isEmpty();
        }
    }

    @Test
    void mistake5AWrongTokenInTheAddress(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V2_0_4)) {
            scene.configure(
                    options -> options.withWebhook(scene.gateway().webhook().replace(TestGateway.TOKEN, "old-token")));
            assertThat(only(scene.lostMessage()).id()).isEqualTo("webhook.token-wrong");
            Finding wrong = only(scene.examine("webhook"), "webhook.token-wrong");
            assertThat(wrong.level()).isEqualTo(Finding.Level.FAILURE);
            assertThat(wrong.toString()).contains("127.0.0.1").doesNotContain(TestGateway.TOKEN, "old-token");
        }
    }

    @Test
    void mistake6AWrongManagerToken(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V2_2_5, Map.of("WKGATE_UPSTREAM_TOKEN", "geheim"))) {
            scene.configure(options -> options.withManagerToken("another"));
            Finding refused = only(scene.examine("upstream"));
            assertThat(refused.id()).isEqualTo("upstream.token-refused");
            assertThat(refused.mend()).contains("managerToken");
            assertThat(refused.toString()).doesNotContain("geheim");
            scene.configure(options -> options.withManagerToken("geheim"));
            assertThat(DoctorScene.ids(scene.examine("upstream"))).isEmpty();
        }
    }

    @Test
    void mistake7AnAddressThatIsNoWuKongIm(ConnectionDetails database) throws Exception {
        int closed = closedPort();
        try (TestGateway other = TestGateway.start(database);
                DoctorScene scene = new DoctorScene(
                        database,
                        Profile.V2_2_5,
                        Map.of(
                                "WKGATE_UPSTREAM_URLS",
                                "http://127.0.0.1:" + other.opsPort() + ",http://127.0.0.1:" + closed
                                        + ",http://no-such-host.invalid:5001"))) {
            assertThat(DoctorScene.ids(scene.examine("upstream")))
                    .containsExactly("upstream.not-wukongim", "upstream.refused", "upstream.name-unknown");
        }
    }

    @Test
    void mistake8APrivilegeIsMissing(DatabaseServer server) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(server.createDatabase(), LayoutName.NATIVE);
        ConnectionDetails details = database.details();
        Sql.runAsAdministrator(
                server,
                "REVOKE UPDATE ON " + details.database() + ".* FROM '" + details.user() + "'@'" + details.host() + "'");
        Finding missing = database.complaints().get(0);
        assertThat(missing.id()).isEqualTo("database.privilege");
        assertThat(missing.what()).contains("UPDATE");
        DoctoredDatabase.mendAsAdministrator(server, missing);
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void mistake9TheMessageTableIsSomebodyElses(ConnectionDetails details) throws Exception {
        TsddTables.create(details);
        assertThat(new DoctoredDatabase(details, LayoutName.NATIVE).complaints())
                .anySatisfy(finding -> {
                    assertThat(finding.id()).isEqualTo("database.table-foreign");
                    assertThat(finding.mend()).contains("database.layout", "tsdd");
                });
    }

    @Test
    void mistake10ADestinationCannotBeReached(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(
                database, Profile.V2_2_5, Map.of("WKGATE_RELAY_DESTINATIONS", DESTINATION.formatted(closedPort())))) {
            Finding away = only(scene.examine("destinations"));
            assertThat(away.id()).isEqualTo("destinations.unreachable");
            assertThat(away.what()).contains("business", "nobody listens");
        }
    }

    @Test
    void mistake11ThePacketIsTooSmall() throws Exception {
        try (DatabaseServer server = DatabaseServer.startWith("max-allowed-packet=65536")) {
            DoctoredDatabase database = DoctoredDatabase.healthy(server.createDatabase(), LayoutName.NATIVE);
            assertThat(database.complaints()).anySatisfy(finding -> {
                assertThat(finding.id()).isEqualTo("database.packet");
                assertThat(finding.level()).isEqualTo(Finding.Level.FAILURE);
            });
        }
    }

    @Test
    void mistake12TheClocksDiffer(ConnectionDetails database) throws Exception {
        try (DoctorScene scene = new DoctorScene(database, Profile.V1_2_6)) {
            scene.configure(options -> options.withClockAhead(Duration.ofSeconds(-20)));
            assertThat(only(scene.examine("upstream")).level()).isEqualTo(Finding.Level.WARNING);
            scene.configure(options -> options.withClockAhead(Duration.ofMinutes(10)));
            Finding differs = only(scene.examine("upstream"));
            assertThat(differs.id()).isEqualTo("upstream.clock-differs");
            assertThat(differs.level()).isEqualTo(Finding.Level.FAILURE);
            assertThat(differs.what()).containsPattern("(599|600) s ahead");
        }
    }

    private static Finding only(DoctorReport report) {
        List<Finding> complaints = DoctorScene.complaints(report);
        assertThat(complaints).hasSize(1);
        return complaints.get(0);
    }

    private static Finding only(DoctorReport report, String id) {
        return DoctorScene.complaints(report).stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static int closedPort() {
        return LoopbackPort.choose();
    }
}
