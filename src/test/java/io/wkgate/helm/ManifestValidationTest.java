package io.wkgate.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: Kubernetes' own schemas, the oldest and a new one that the chart is for, find nothing wrong in what it
 * renders. It needs the program kubernetes-validate, and is skipped without.
 */
class ManifestValidationTest {

    private static final Path OWN = Path.of("target", "tools", "kubernetes-validate", "bin", "kubernetes-validate")
            .toAbsolutePath();

    @TempDir
    private Path folder;

    static List<Scenario> scenarios() throws Exception {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void kubernetesKnowsEveryField(Scenario scenario) throws Exception {
        Optional<Path> program =
                Helm.onPath("kubernetes-validate").or(() -> Optional.of(OWN).filter(Files::isExecutable));
        assumeTrue(
                program.isPresent(),
                "there is no kubernetes-validate here: .ci/install-kubernetes-validate makes one, where there is Python");
        Path manifests = Files.writeString(
                folder.resolve("manifests.yaml"),
                Helm.orSkip().template(scenario.values()).success());
        for (String version : List.of("1.27", "1.34")) {
            Process process = new ProcessBuilder(
                            program.orElseThrow().toString(), "--strict", "-k", version, manifests.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).contains("passed for resource deployment/");
        }
    }
}
