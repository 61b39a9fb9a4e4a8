package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wkgate.config.Settings;
import io.wkgate.config.SettingsException;
import io.wkgate.config.SettingsLoader;
import io.wkgate.config.SettingsReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: wkgate starts with the settings, variables and files that the chart gives it, and means by them the
 * same.
 */
class ChartSettingsTest {

    private static final String SETTINGS = "/app/conf/wkgate.yaml";

    /** What stands in a Secret that the chart does not make. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "database-url", "mysql://wkgate:secret@db:3306/wkgate",
            "destinations", "[{\"name\":\"business\",\"url\":\"http://business:8090\"}]");

    @TempDir
    private Path folder;

    static List<Scenario> scenarios() throws Exception {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyPodCanReadThem(Scenario scenario) throws Exception {
        Rendered rendered = rendered(scenario);
        assertThat(rendered.pods()).isNotEmpty();
        for (Object pod : rendered.pods()) {
            Settings settings = load(rendered, pod);
            assertThat(settings.database().url()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theListenersAreWhereTheServicesLead(Scenario scenario) throws Exception {
        Rendered rendered = rendered(scenario);
        Object pod = at(rendered.deployment(), "spec", "template", "spec");
        Settings settings = load(rendered, pod);
        assertThat(List.of(
                        settings.intake().host(),
                        settings.api().host(),
                        settings.ops().host()))
                .containsOnly("0.0.0.0");
        Map<String, Integer> ports = new LinkedHashMap<>();
        Scenario.list(at(pod, "containers", 0, "ports"))
                .forEach(port -> ports.put((String) at(port, "name"), (Integer) at(port, "containerPort")));
        Map<String, Integer> listeners = new LinkedHashMap<>(Map.of(
                "intake", settings.intake().port(),
                "api", settings.api().port(),
                "ops", settings.ops().port()));
        if (settings.intake().grpcPort() > 0) {
            listeners.put("grpc", settings.intake().grpcPort());
        }
        assertThat(ports).isEqualTo(listeners);
        assertThat(settings.intake().publicUrl()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aPodHasTheTimeThatItsShutdownMayTake(Scenario scenario) throws Exception {
        Rendered rendered = rendered(scenario);
        Object pod = at(rendered.deployment(), "spec", "template", "spec");
        Settings settings = load(rendered, pod);
        Duration steps = settings.shutdown().timeout().plusSeconds(5).multipliedBy(4);
        assertThat(Duration.ofSeconds((Integer) at(pod, "terminationGracePeriodSeconds")))
                .isBetween(
                        settings.shutdown().delay().plus(steps).plusSeconds(10),
                        settings.shutdown().delay().plus(steps).plusSeconds(16));
    }

    @Test
    void whatIsGivenArrives() throws Exception {
        Rendered rendered = Rendered.of(new Scenario("everything"));
        Settings settings = load(rendered, at(rendered.deployment(), "spec", "template", "spec"));
        assertThat(settings.upstream().token().orElseThrow().value()).isEqualTo("second-secret");
        assertThat(settings.upstream().managerPassword().orElseThrow().value()).isEqualTo("third-secret");
        assertThat(settings.intake().token().orElseThrow().value()).isEqualTo("fourth-secret");
        assertThat(settings.api().key().orElseThrow().value()).isEqualTo("fifth-secret");
        assertThat(settings.ops().key().orElseThrow().value()).isEqualTo("sixth-secret");
        assertThat(settings.relay().destinations()).hasSize(2);
        assertThat(settings.upstream().urls()).hasSize(2);
        assertThat(settings.gap().rate()).isEqualTo(50);
        assertThat(settings.shutdown().delay()).isEqualTo(Duration.ofMillis(1500));
    }

    /** Before a pod of the new version starts, in the log of the Job that helm names. */
    @Test
    void whatTheChartCannotSeeTheMigrationRefuses() throws Exception {
        Path values = Files.writeString(folder.resolve("values.yaml"), """
            database: {url: "mysql://u:p@db/w"}
            settings: {upstream: {urls: ["http://wukongim:5001?a=b"]}}
            relay: {destinations: [{name: b, url: "http://b", secret: [short], first-pause: 1h, longest-pause: 1m}]}
            """);
        Rendered rendered =
                new Rendered(Scenario.objects(Helm.orSkip().template(values).success()));
        Object job = at(rendered.kind("Job").get(0), "spec", "template", "spec");
        assertThatThrownBy(() -> load(rendered, job))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("upstream.urls")
                .hasMessageContaining("relay.destinations[b].secret")
                .hasMessageContaining("relay.destinations[b].first-pause");
    }

    private static Rendered rendered(Scenario scenario) throws Exception {
        boolean speaksTls = SettingsReference.yaml().contains("tls-certificate");
        assumeTrue(speaksTls || !scenario.name().equals("tls"), "this wkgate has no settings for TLS");
        return Rendered.of(scenario);
    }

    private Settings load(Rendered rendered, Object pod) throws Exception {
        Map<String, String> files = rendered.files(pod);
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : Rendered.environment(pod).entrySet()) {
            environment.put(variable.getKey(), variable.getValue());
            if (variable.getKey().endsWith("_FILE")) {
                String text = files.get(variable.getValue());
                assertThat(text).as("%s is no file of the pod", variable).isNotNull();
                String name = Path.of(variable.getValue()).getFileName().toString();
                Path file = folder.resolve(name);
                Files.writeString(file, text.isEmpty() ? ELSEWHERE.getOrDefault(name, "elsewhere") : text);
                environment.put(variable.getKey(), file.toString());
            }
        }
        Path settings = folder.resolve("wkgate.yaml");
        Files.writeString(settings, files.get(SETTINGS));
        return SettingsLoader.load(settings, environment);
    }
}
