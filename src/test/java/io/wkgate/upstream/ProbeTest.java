package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.EndOf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: by the recorded answers each version is named rightly, with what each route answered; a newer one by the
 * nearest, with a warning; and neither 401 nor half an answer nor a stranger is ever taken for a line.
 */
class ProbeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        EndOf.vertx(vertx);
    }

    private static ProbeResult probe(UpstreamUrl url) throws Exception {
        return probe(url, Duration.ofSeconds(5));
    }

    private static ProbeResult probe(UpstreamUrl url, Duration limit) throws Exception {
        UpstreamSettings settings = new UpstreamSettings(
                List.of(url),
                Optional.empty(),
                limit,
                Duration.ofMinutes(1),
                List.of(),
                Optional.empty(),
                Optional.empty());
        Patience patience = new Patience(limit, 2, Duration.ofMillis(10), 100, limit, 32);
        try (UpstreamClient client = new UpstreamClient(vertx, settings, patience)) {
            return new Probe(client, Clock.fixed(NOW, ZoneOffset.UTC))
                    .probe(client.nodes().get(0))
                    .await(20, TimeUnit.SECONDS);
        }
    }

    private UpstreamReport report(FakeServer server) throws Exception {
        return ((ProbeResult.Recognised) probe(server.url())).report();
    }

    private FakeServer recorded(String version) {
        return FakeServer.recorded(vertx, version);
    }

    private static String varz(String like, String version) {
        return "{\"server_id\":\"1\",\"server_name\":\"WuKongIM\",\"version\":\"" + version + "\",\"" + like + "\":1}";
    }

    @ParameterizedTest
    @CsvSource({
        "v1.2.6, 1.2, v1.2.6, 1.2",
        "v2.0.4, 2.x, unknown, 2.x",
        "v2.0.10, 2.x, v2.0.10-20241221, 2.x",
        "v2.2.5, 2.x, v2.2.5-20260422, 2.x",
        "v3-20260823, 3.x, unknown, 3.x"
    })
    void eachRecordedVersionIsNamed(String recording, String line, String version, String dialect) throws Exception {
        FakeServer server = recorded(recording);
        UpstreamReport report = report(server);
        assertThat(report.line()).isEqualTo(line);
        assertThat(report.version()).isEqualTo(version);
        assertThat(report.dialect().line()).isEqualTo(dialect);
        assertThat(report.warnings()).isEmpty();
        assertThat(report.probedAt()).isEqualTo(NOW);
        assertThat(report.evidence())
                .hasSize(ProbeRoute.values().length)
                .contains(new Evidence("GET /route", OptionalInt.of(200), "as on 1.2, 2.x, 3.x"))
                .allSatisfy(evidence -> assertThat(evidence.status()).isPresent());
    }

    @Test
    void whatALineCanDoIsAsMeasured() throws Exception {
        assertThat(report(recorded("v1.2.6")).dialect().capabilities())
                .contains(Capability.MESSAGES_BY_SEQ, Capability.READS_AS_NOBODY, Capability.ONE_SEND_REVOKES)
                .doesNotContain(Capability.MESSAGES_BY_ID, Capability.WANTS_FROM_UID);
        assertThat(report(recorded("v2.0.10")).dialect().capabilities())
                .contains(Capability.MESSAGES_BY_ID, Capability.MAX_MESSAGE_SEQ, Capability.ONE_SEND_REVOKES)
                .doesNotContain(Capability.LAST_MESSAGE);
        assertThat(report(recorded("v2.2.5")).dialect().capabilities()).contains(Capability.LAST_MESSAGE);
        assertThat(report(recorded("v3-20260823")).dialect().capabilities())
                .contains(Capability.WANTS_FROM_UID, Capability.TWO_SENDS_REVOKE, Capability.JOINED_IDS)
                .doesNotContain(Capability.CHECKS_TOKEN, Capability.MAX_MESSAGE_SEQ, Capability.GRPC_WEBHOOK);
        for (String version : List.of("v1.2.6", "v2.0.4", "v2.2.5", "v3-20260823")) {
            assertThat(report(recorded(version)).dialect().capabilities())
                    .contains(Capability.ECHOES_COMMANDS)
                    .isSorted();
        }
    }

    @ParameterizedTest
    @CsvSource({"v1.2.6, monitor_on, 1.2", "v2.0.10, manager_on, 2.x", "v2.2.5, manager_on, 2.x"})
    void aBuildThatWasGivenNoVersionIsNamedByItsRoutes(String recording, String like, String line) throws Exception {
        UpstreamReport report = report(recorded(recording).on("GET /varz", 200, varz(like, "")));
        assertThat(report.version()).isEqualTo("unknown");
        assertThat(report.line()).isEqualTo(line);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void v200BetaHasNoMessages() throws Exception {
        UpstreamReport report = report(recorded("v2.0.4").without("POST /messages"));
        assertThat(report.line()).isEqualTo("2.x");
        assertThat(report.warnings()).isEmpty();
        assertThat(report.dialect().capabilities())
                .doesNotContain(Capability.MESSAGES_BY_ID, Capability.MESSAGES_BY_SEQ);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.2.6, monitor_on, v1.2.7, 1.2, 1.2",
        "v1.2.6, monitor_on, v1.3.0, 1.x, 1.2",
        "v1.2.6, monitor_on, v1.1.9, 1.x, 1.2",
        "v2.2.5, manager_on, v2.2.6-20270101, 2.x, 2.x",
        "v2.2.5, manager_on, v2.10.0, 2.x, 2.x",
        "v2.2.5, manager_on, v4.0.0, 4.x, 2.x",
        "v3-20260823, other, v3.1.0, 3.x, 3.x",
        "v3-20260823, other, v4.0.0, 4.x, 3.x"
    })
    void anUnmeasuredVersionIsSpokenToAsTheNearestWithAWarning(
            String like, String field, String version, String line, String dialect) throws Exception {
        UpstreamReport report = report(recorded(like).on("GET /varz", 200, varz(field, version)));
        assertThat(report.version()).isEqualTo(version);
        assertThat(report.line()).isEqualTo(line);
        assertThat(report.dialect().line()).isEqualTo(dialect);
        assertThat(report.warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("was never measured").contains("spoken to as " + dialect));
    }

    @Test
    void theRoutesCountMoreThanTheVersionThatIsTold() throws Exception {
        UpstreamReport report = report(recorded("v2.2.5").on("GET /varz", 200, varz("manager_on", "v1.2.6")));
        assertThat(report.line()).isEqualTo("2.x");
        assertThat(report.dialect().line()).isEqualTo("2.x");
        assertThat(report.warnings())
                .containsExactly("it tells version 1.2.6, but has the routes of 2.x; the routes count");
    }

    @Test
    void aNewerServerWithRoutesOfTwoLinesGetsTheNearest() throws Exception {
        UpstreamReport three = report(recorded("v3-20260823").on("GET /health", 200, "{\"status\":\"ok\"}"));
        assertThat(three.dialect().line()).isEqualTo("3.x");
        assertThat(three.warnings()).containsExactly("GET /health is there, which no 3.x that was measured has");
        UpstreamReport two = report(recorded("v2.2.5").on("GET /healthz", 200, "{\"status\":\"ok\"}"));
        assertThat(two.dialect().line()).isEqualTo("2.x");
        assertThat(two.warnings()).hasSize(1);
    }

    @Test
    void aProxyThatHidesTheHealthRoutesDoesNotMakeItOlder() throws Exception {
        UpstreamReport report = report(recorded("v2.2.5").without("GET /health", "GET /migrate/result"));
        assertThat(report.dialect().line()).isEqualTo("2.x");
        assertThat(report.warnings()).hasSize(2);
        UpstreamReport three =
                report(recorded("v3-20260823").without("GET /healthz", "GET /readyz", "GET /top/v1/snapshot"));
        assertThat(three.dialect().line()).isEqualTo("3.x");
    }

    @Test
    void aProxyThatHidesEverythingTellingIsNoLine() throws Exception {
        ProbeResult result = probe(FakeServer.start(vertx)
                .on("GET /route", 200, "{\"tcp_addr\":\"\",\"ws_addr\":\"\"}")
                .url());
        assertThat(result).isInstanceOf(ProbeResult.Unrecognised.class);
        assertThat(result.description()).contains("hidden");
    }

    @Test
    void v3WithoutTheTopApiIsV3() throws Exception {
        assertThat(report(recorded("v3-20260823").without("GET /top/v1/snapshot"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void noSlotsInTheFirstMomentsOf225IsNoTrouble() throws Exception {
        UpstreamReport report =
                report(recorded("v2.2.5").on("GET /health", 500, "{\"message\":\"no slots\",\"status\":\"error\"}"));
        assertThat(report.line()).isEqualTo("2.x");
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void notReadyIsStillV3() throws Exception {
        assertThat(report(recorded("v3-20260823").on("GET /readyz", 503, "{\"ready\":false}"))
                        .line())
                .isEqualTo("3.x");
    }

    @Test
    void a401SaysNothingAboutTheLine() throws Exception {
        FakeServer server = FakeServer.start(vertx).on("*", 401, "");
        ProbeResult result = probe(server.url());
        assertThat(result).isInstanceOf(ProbeResult.TokenRefused.class);
        assertThat(result.description()).contains("token missing or wrong");
        assertThat(server.requests()).as("asked once").containsExactly("GET /route");
    }

    @Test
    void a401OnOneRouteSaysNothingEither() throws Exception {
        assertThat(probe(recorded("v2.2.5").on("GET /varz", 401, "").url()))
                .isInstanceOf(ProbeResult.TokenRefused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 429})
    void trouble(int status) throws Exception {
        ProbeResult everywhere =
                probe(FakeServer.start(vertx).on("*", status, "oops").url());
        assertThat(everywhere).isInstanceOf(ProbeResult.Unreachable.class);
        ProbeResult onOneRoute =
                probe(recorded("v2.2.5").on("POST /messages", status, "oops").url());
        assertThat(onOneRoute).isInstanceOf(ProbeResult.Unreachable.class);
        assertThat(onOneRoute.description()).isEqualTo("is not reachable: it answers with status " + status);
    }

    @Test
    void oneSlowRouteConcludesNothing() throws Exception {
        ProbeResult result =
                probe(recorded("v2.2.5").silent("GET /channel/last_message").url(), Duration.ofSeconds(1));
        assertThat(result).isInstanceOf(ProbeResult.Unreachable.class);
        assertThat(result.evidence())
                .contains(new Evidence("GET /channel/last_message", OptionalInt.empty(), "no answer in time"));
    }

    @Test
    void aNodeThatIsDownIsUnreachable() throws Exception {
        ProbeResult result = probe(UpstreamUrl.parse("http://127.0.0.1:" + LoopbackPort.choose()));
        assertThat(result).isInstanceOf(ProbeResult.Unreachable.class);
        assertThat(result.description()).isEqualTo("is not reachable: no connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "{\"status\":\"ok\"}", "[]", "null", "", "{\"tcp_addr\":"})
    void whoAnswers200ToEverythingIsNoWukongim(String body) throws Exception {
        assertThat(probe(FakeServer.start(vertx).on("*", 200, body).url()))
                .isInstanceOf(ProbeResult.Unrecognised.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403, 302, 501})
    void whoAnswersNothingIsNoWukongim(int status) throws Exception {
        assertThat(probe(FakeServer.start(vertx).on("*", status, "").url()))
                .isInstanceOf(ProbeResult.Unrecognised.class);
    }

    @Test
    void healthRoutesAloneAreAnybodys() throws Exception {
        assertThat(probe(FakeServer.start(vertx)
                        .on("GET /healthz", 200, "{\"status\":\"ok\"}")
                        .on("GET /readyz", 200, "{\"ready\":true}")
                        .on("GET /health", 200, "{\"status\":\"ok\"}")
                        .url()))
                .isInstanceOf(ProbeResult.Unrecognised.class);
    }

    @Test
    void aVersionIsMadePrintable() throws Exception {
        String wild = "v2.2.5\\u001b[31m\\nERROR" + "x".repeat(200);
        UpstreamReport report = report(recorded("v2.2.5").on("GET /varz", 200, varz("manager_on", wild)));
        assertThat(report.version()).startsWith("v2.2.5[31mERROR").hasSize(64);
    }
}
