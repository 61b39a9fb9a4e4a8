package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.wkgate.config.SettingsLoader;
import io.wkgate.doctor.Finding.Level;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: of each node is said which WuKongIM it is, or what is in the way; of 3 also what its manager listener wants. */
class UpstreamCheckTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    private List<Finding> look(Map<String, String> variables) {
        return new UpstreamCheck(vertx, SettingsLoader.load(null, variables).upstream(), Clock.systemUTC()).look();
    }

    private List<String> complaints(Map<String, String> variables) {
        return look(variables).stream()
                .filter(finding -> finding.level().compareTo(Level.WARNING) >= 0)
                .map(Finding::id)
                .toList();
    }

    private Simulator start(Profile profile) {
        return Simulator.start(vertx, SimulatorOptions.of(profile)).await();
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"V3"})
    void oneThatIsWellIsNamed(Profile profile) {
        List<Finding> findings =
                look(Map.of("WKGATE_UPSTREAM_URLS", start(profile).url()));
        assertThat(findings).extracting(Finding::id).containsExactly("upstream.node", "upstream.clock");
        assertThat(findings.get(0).details()).containsEntry("line", profile == Profile.V1_2_6 ? "1.2" : "2.x");
    }

    @Test
    void withoutAnyItIsAWarning() {
        assertThat(complaints(Map.of())).containsExactly("upstream.not-configured");
    }

    @Test
    void nodesThatDifferAreAWarning() {
        String urls = start(Profile.V2_0_10).url() + "," + start(Profile.V2_2_5).url();
        assertThat(complaints(Map.of("WKGATE_UPSTREAM_URLS", urls))).containsExactly("upstream.nodes-differ");
    }

    @Test
    void httpsToAPlainServerIsNoTls() {
        String url = start(Profile.V2_2_5).url().replace("http://", "https://");
        assertThat(complaints(Map.of("WKGATE_UPSTREAM_URLS", url))).containsExactly("upstream.no-tls");
    }

    @Test
    void aProxyWhoseServerIsAwayIsInTrouble() {
        HttpServer proxy = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(502).end())
                .listen(0, "127.0.0.1")
                .await();
        assertThat(complaints(Map.of("WKGATE_UPSTREAM_URLS", "http://127.0.0.1:" + proxy.actualPort())))
                .containsExactly("upstream.in-trouble");
    }

    @Test
    void oneThatTakesTheCallAndNeverAnswersIsInTrouble() {
        HttpServer silent = vertx.createHttpServer()
                .requestHandler(request -> request.pause())
                .listen(0, "127.0.0.1")
                .await();
        Map<String, String> settings = Map.of(
                "WKGATE_UPSTREAM_URLS", "http://127.0.0.1:" + silent.actualPort(), "WKGATE_UPSTREAM_TIMEOUT", "500ms");
        List<Finding> findings = look(settings);
        assertThat(findings).extracting(Finding::id).containsExactly("upstream.in-trouble", "upstream.clock-unknown");
        assertThat(findings.get(0).what()).contains("127.0.0.1:" + silent.actualPort(), "no answer");
    }

    @Test
    void oneWhoseFirewallSwallowsEverythingIsTimedOut() throws Exception {
        try (SwallowingPort port = SwallowingPort.open()) {
            assumeTrue(port.swallows(), "this system answers even where nobody takes the connection");
            List<Finding> findings = look(Map.of("WKGATE_UPSTREAM_URLS", "http://127.0.0.1:" + port.number()));
            assertThat(findings).extracting(Finding::id).containsExactly("upstream.timed-out");
            assertThat(findings.get(0).mend()).contains("firewall");
        }
    }

    @Test
    void aVersionThatWasNeverMeasuredIsAWarning() {
        HttpServer newer = vertx.createHttpServer()
                .requestHandler(request -> {
                    String body = switch (request.path()) {
                        case "/route" -> "{\"tcp_addr\":\"\",\"ws_addr\":\"\"}";
                        case "/varz" -> "{\"version\":\"v2.9.0\",\"server_id\":\"1\",\"manager_on\":1}";
                        case "/health" -> "{\"status\":\"ok\"}";
                        case "/migrate/result" -> "{\"step\":\"\"}";
                        default -> "";
                    };
                    request.response().setStatusCode(body.isEmpty() ? 404 : 200).end(body);
                })
                .listen(0, "127.0.0.1")
                .await();
        List<Finding> findings = look(Map.of("WKGATE_UPSTREAM_URLS", "http://127.0.0.1:" + newer.actualPort()));
        assertThat(findings)
                .extracting(Finding::id)
                .containsExactly("upstream.node", "upstream.not-measured", "upstream.clock-unknown");
        assertThat(findings.get(1).what()).contains("2.9.0", "never measured");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', upstream.manager-not-configured",
        "MANAGER, '', '', upstream.manager-login-refused",
        "MANAGER, admin, geheim, upstream.manager-login-refused",
        "MANAGER, admin, a1234567, ''",
        "API, admin, a1234567, upstream.manager-away",
        "http://127.0.0.1:1, admin, a1234567, upstream.manager-away"
    })
    void whatTheManagerListenerOfThreeWantsIsSaid(String listener, String user, String password, String complaint) {
        Simulator three = start(Profile.V3);
        Map<String, String> settings = new HashMap<>(Map.of("WKGATE_UPSTREAM_URLS", three.url()));
        put(settings, "URLS", listener.replace("MANAGER", three.managerUrl()).replace("API", three.url()));
        put(settings, "USER", user);
        put(settings, "PASSWORD", password);
        assertThat(complaints(settings)).isEqualTo(complaint.isEmpty() ? List.of() : List.of(complaint));
        assertThat(look(settings).toString()).doesNotContain("geheim", "a1234567");
    }

    private static void put(Map<String, String> settings, String name, String value) {
        if (!value.isEmpty()) {
            settings.put("WKGATE_UPSTREAM_MANAGER_" + name, value);
        }
    }
}
