package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: what helm tells to paste into WuKongIM's configuration is what {@code wkgate webhook} tells. */
class ChartNotesTest {

    private static final String TOKEN = "the-token";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"default", "everything"})
    void theLinesToPasteAreThoseOfTheCommand(String scenario) throws Exception {
        String notes = notes(new Scenario(scenario));
        String lines = notes.substring(notes.indexOf("cat <<END\n") + "cat <<END\n".length(), notes.indexOf("\nEND\n"))
                .replace("$TOKEN", TOKEN);
        String address =
                scenario.equals("default") ? "http://wkgate-intake.chat.svc:6970" : "https://gate.example.org/in/";
        String told = told(address, scenario.equals("default") ? "-1" : "6979");
        assertThat(written(lines)).isEqualTo(written(told.substring(told.indexOf("WuKongIM 1.2"))));
    }

    @Test
    void theTokenIsWhereTheyTakeItFrom() throws Exception {
        for (Scenario scenario : Scenario.all()) {
            String notes = notes(scenario);
            Rendered rendered = Rendered.of(scenario);
            Object pod = at(rendered.deployment(), "spec", "template", "spec");
            for (Object source : Scenario.list(at(pod, "volumes", 2, "projected", "sources"))) {
                String file = (String) at(source, "secret", "items", 0, "path");
                if (List.of("intake-token", "api-key", "ops-key").contains(file)) {
                    assertThat(notes)
                            .contains("kubectl get secret --namespace chat " + at(source, "secret", "name")
                                    + " -o go-template='{{index .data \"" + at(source, "secret", "items", 0, "key")
                                    + "\" | base64decode}}'");
                }
            }
            assertThat(notes).doesNotContain("-secret@").doesNotContain("fourth-secret");
        }
    }

    /** Which annotation that is depends on the controller, so nothing can be refused. */
    @Test
    void whoPutsAnIngressBeforeTlsIsToldWhatItsControllerMustDo() throws Exception {
        String[] ingress = {"--set", "api.ingress.enabled=true,api.ingress.hosts={gate.example.org}"};
        String toldOfTls = "nginx.ingress.kubernetes.io/backend-protocol: HTTPS";
        String toldOfClients = "nginx.ingress.kubernetes.io/proxy-ssl-secret";
        Scenario tls = new Scenario("tls");
        assertThat(notes(tls)).doesNotContain(toldOfTls);
        assertThat(notes(new Scenario("default"), ingress)).doesNotContain(toldOfTls);
        assertThat(notes(tls, ingress)).contains(toldOfTls, toldOfClients);
        assertThat(notes(tls, ingress[0], ingress[1] + ",tls.api.clientCaSecret="))
                .contains(toldOfTls)
                .doesNotContain(toldOfClients);
    }

    /** Notes are shown at an install only; here they are rendered as a manifest of a copy of the chart. */
    private String notes(Scenario scenario, String... more) throws Exception {
        Path copy = Files.createTempDirectory(folder, scenario.name());
        try (Stream<Path> files = Files.walk(Helm.CHART)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(Helm.CHART.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path templates = copy.resolve("templates");
        Files.writeString(
                templates.resolve("_notes.tpl"),
                "{{- define \"notes\" -}}\n" + Files.readString(templates.resolve("NOTES.txt")) + "{{- end }}");
        Files.writeString(
                templates.resolve("notes.yaml"),
                "kind: Notes\nmetadata: {name: notes}\ntext: {{ include \"notes\" . | toJson }}\n");
        String rendered = Helm.orSkip().template(copy, scenario.values(), more).success();
        Map<String, Object> notes = Scenario.objects(rendered, "Notes").get(0);
        return (String) notes.get("text");
    }

    private static List<String> written(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    private static String told(String address, String grpcPort) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.wkgate.cli.Main",
                        "webhook")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "WKGATE_INTAKE_TOKEN", TOKEN,
                        "WKGATE_INTAKE_PUBLIC_URL", address,
                        "WKGATE_INTAKE_GRPC_PORT", grpcPort));
        Process process = builder.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return told;
    }
}
