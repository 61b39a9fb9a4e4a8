package io.wkgate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: {@code helm lint --strict} finds nothing, and the chart names the version that is built. */
class ChartLintTest {

    static List<Scenario> scenarios() throws Exception {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothingIsFound(Scenario scenario) throws Exception {
        Helm.Outcome outcome = lint("--values", scenario.values().toString());
        assertThat(outcome.success()).doesNotContain("[WARNING]", "[ERROR]").contains("0 chart(s) failed");
    }

    @Test
    void nothingIsFoundWithoutValuesEither() throws Exception {
        assertThat(lint().success()).doesNotContain("[WARNING]", "[ERROR]");
    }

    @Test
    void itInstallsTheVersionThatIsBuilt() throws Exception {
        String version = Files.readString(Path.of("pom.xml"))
                .lines()
                .filter(line -> line.contains("<version>"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*<version>|</version>.*", "");
        assertThat(Files.readString(Helm.CHART.resolve("Chart.yaml"))).contains("\nappVersion: " + version + "\n");
    }

    private static Helm.Outcome lint(String... more) throws Exception {
        return Helm.orSkip()
                .run(Stream.concat(
                                Stream.of("lint", "--strict", Helm.CHART.toString(), "--kube-version", "1.34.0"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }
}
