package io.wkgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * The promise: what the Dockerfile and the compose file name is there, the image is no root's and holds no secret, its ports
 * are the defaults of the settings, and WuKongIM is told the address and token that wkgate has.
 */
class ContainerTest {

    private static final Path DOCKERFILE = Path.of("Dockerfile");
    private static final Path TRAINER = Path.of("src", "main", "docker", "ClassArchive.java");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    /** One instruction, its continued lines joined. */
    private record Instruction(String name, String arguments) {}

    private static List<Instruction> dockerfile() throws IOException {
        String joined =
                Files.readString(DOCKERFILE).replaceAll("(?m)^#.*\\n", "").replaceAll("\\\\\\n\\s*", " ");
        return joined.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\\s+", 2))
                .map(words -> new Instruction(words[0], words[1]))
                .toList();
    }

    private static List<String> all(String name) throws IOException {
        return dockerfile().stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    private static Settings defaults() {
        return SettingsLoader.load(null, Map.of());
    }

    @Test
    void theImageIsNoRootsAndStartsTheJarWithoutAShell() throws IOException {
        assertThat(all("USER")).containsExactly("10001:10001");
        assertThat(all("ENTRYPOINT"))
                .singleElement()
                .satisfies(words -> assertThat(new JsonArray(words).stream().map(String::valueOf))
                        .startsWith("/opt/jre/bin/java")
                        .endsWith("-jar", "/app/wkgate.jar"));
        assertThat(all("CMD")).isEmpty();
    }

    @Test
    void itsPortsAreTheDefaultsOfTheSettings() throws IOException {
        Settings settings = defaults();
        assertThat(all("EXPOSE"))
                .containsExactly("%d %d %d %d"
                        .formatted(
                                settings.intake().port(),
                                settings.intake().grpcPort(),
                                settings.api().port(),
                                settings.ops().port()));
    }

    @Test
    void noInstructionHoldsASecretAndNoImageComesFromAnotherRegistry() throws IOException {
        Pattern secret = Pattern.compile("(?i)(token|password|secret|_key)\\w*\\s*=");
        assertThat(Stream.concat(all("ENV").stream(), all("ARG").stream()))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).doesNotContainPattern(secret));
        assertThat(all("FROM"))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).doesNotContain("/").doesNotContain(":latest"));
    }

    @Test
    void whatTheVariablesOfTheImageNameAreSettings() throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String text : all("ENV")) {
            String[] pair = text.split("=", 2);
            variables.put(pair[0], pair[1]);
        }
        assertThat(SettingsLoader.load(null, variables).ops().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void theBuildSeesWhatItNeedsAndNothingThatIsItsOwn() throws IOException {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
        for (Path needed : List.of(Path.of("pom.xml"), Path.of("LICENSE"), Path.of("src/main/java"), TRAINER)) {
            assertThat(needed).exists();
            assertThat(ignored).as(needed.toString()).noneMatch(pattern -> hides(pattern, needed));
        }
        assertThat(ignored).contains("target", "data", ".git");
        assertThat(String.join("\n", all("RUN"))).contains(TRAINER.toString());
    }

    private static boolean hides(String pattern, Path path) {
        if (pattern.isBlank() || pattern.startsWith("#")) {
            return false;
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return Stream.iterate(path, parent -> parent != null, Path::getParent).anyMatch(matcher::matches);
    }

    @Test
    void theListOfWhatIsInTheJarIsWhereTheBuildPutsIt() throws IOException {
        assertThat(String.join("\n", all("RUN"))).contains("package -Psbom ");
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom)
                .contains("<id>sbom</id>")
                .contains("<outputName>wkgate-sbom</outputName>")
                .contains("<outputDirectory>${project.build.outputDirectory}/META-INF/sbom</outputDirectory>");
        assertThat(all("COPY"))
                .contains("--from=jar /build/target/classes/META-INF/sbom/wkgate-sbom.json /app/wkgate-sbom.json");
    }

    /** It is no part of the jar, so nothing else compiles it. */
    @Test
    void theProgramThatMakesTheClassArchiveCompiles(@TempDir Path classes) {
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), TRAINER.toString());
        assertThat(code).isZero();
        assertThat(classes.resolve("ClassArchive.class")).exists();
    }

    @Test
    @SuppressWarnings("unchecked")
    void theComposeFileSetsOnlySettingsAndGivesWuKongImTheAddressAndTokenOfWkgate() throws IOException {
        Map<String, Map<String, Object>> services = services();
        Map<String, String> wkgate =
                (Map<String, String>) services.get("wkgate").get("environment");
        Map<String, String> wukongim =
                (Map<String, String>) services.get("wukongim").get("environment");

        Settings settings = SettingsLoader.load(null, wkgate);
        assertThat(wukongim.get("WK_WEBHOOK_HTTPADDR"))
                .isEqualTo(settings.intake().publicUrl().orElseThrow() + "/webhook/"
                        + settings.intake().token().orElseThrow().value());
        assertThat(settings.intake().publicUrl().orElseThrow())
                .hasPort(settings.intake().port())
                .hasHost("wkgate");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyServiceTellsItsHealthAndIsPublishedOnThisMachineOnly() throws IOException {
        Map<String, Map<String, Object>> services = services();
        assertThat(services).containsOnlyKeys("mysql", "wkgate", "wukongim");
        services.forEach((name, service) -> {
            assertThat(service).as(name).containsKey("healthcheck");
            assertThat((Collection<String>) service.getOrDefault("ports", List.of()))
                    .as(name)
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
        });
        assertThat(services.get("wkgate")).containsEntry("read_only", true).containsEntry("tmpfs", List.of("/tmp"));
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        String text =
                VARIABLE.matcher(Files.readString(Path.of("compose.yaml"))).replaceAll("$1");
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text);
        return file.get("services");
    }
}
