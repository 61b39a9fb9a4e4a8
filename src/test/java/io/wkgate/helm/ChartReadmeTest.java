package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: the chart's README says of each value what {@code values.yaml} says, and names no value that is not
 * there.
 */
class ChartReadmeTest {

    private static final Path README = Helm.CHART.resolve("README.md");
    private static final Pattern TABLE = Pattern.compile("(?ms)^\\| value \\| default \\|.*?\n(?=\n|\\z)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
    private static final Pattern IMAGE = Pattern.compile("(?:docker build -t|docker run.*|    image:) (wkgate\\S*)");
    private static final Pattern VALUES =
            Pattern.compile("(?ms)^(?:```yaml|cat > my-values.yaml <<END)\n(.*?\n)(?:```|END)$");

    @TempDir
    private Path folder;

    @Test
    void itHasARowForEachValue() throws Exception {
        String readme = Files.readString(README);
        String table = comments().table();
        assertThat(TABLE.matcher(readme).results()).hasSize(1);
        Made.holds(
                README,
                TABLE.matcher(readme)
                        .replaceFirst(match -> table.replace("\\", "\\\\").replace("$", "\\$")));
    }

    @Test
    void everyValueIsExplained() throws Exception {
        assertThat(comments().unexplained()).isEmpty();
    }

    @Test
    void itsLinksLeadSomewhere() throws Exception {
        LINK.matcher(Files.readString(README))
                .results()
                .forEach(link -> assertThat(Helm.CHART.resolve(link.group(1)))
                        .as(link.group())
                        .exists());
    }

    /** Else a pod would wait for ever for an image that nobody has made. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.zh-CN.md",
                "compose.yaml",
                "docs/container.md",
                "docs/operations.md",
                "helm/wkgate/README.md"
            })
    void theImageThatAPageMakesIsTheOneThatTheChartRuns(String page) throws Exception {
        Object version = at(yaml("Chart.yaml"), "appVersion");
        assertThat(at(yaml("values.yaml"), "image", "tag")).isEqualTo("");
        assertThat(IMAGE.matcher(Files.readString(Path.of(page))).results().map(match -> match.group(1)))
                .isNotEmpty()
                .containsOnly(at(yaml("values.yaml"), "image", "repository") + ":" + version);
    }

    private static Object yaml(String name) throws Exception {
        return Scenario.objects(Files.readString(Helm.CHART.resolve(name))).get(0);
    }

    /** One after the other, as somebody adds them who follows the page. */
    @ParameterizedTest
    @ValueSource(strings = {"helm/wkgate/README.md", "docs/operations.md"})
    void theValuesThatAPageTellsToSetAreTaken(String page) throws Exception {
        List<String> files = new ArrayList<>();
        for (MatchResult block :
                VALUES.matcher(Files.readString(Path.of(page))).results().toList()) {
            Path file = folder.resolve("values-" + files.size() + ".yaml");
            files.add(Files.writeString(file, block.group(1)).toString());
        }
        assertThat(files).isNotEmpty();
        String[] more = files.stream()
                .skip(1)
                .flatMap(file -> Stream.of("--values", file))
                .toArray(String[]::new);
        Helm.orSkip().template(Path.of(files.get(0)), more).success();
    }

    /** The next upgrade with the file would take it away again, and say nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"helm/wkgate/README.md", "docs/operations.md"})
    void noCommandSetsAValueBesideTheFile(String page) throws Exception {
        assertThat(Files.readString(Path.of(page)).lines().filter(line -> line.matches(".*--set(-[a-z]+)? .*=.*")))
                .isEmpty();
    }

    /** Pods that do not migrate would not start on a backup that is older than the last migration. */
    @Test
    void afterARestoreTheTablesAreBroughtUpToDate() throws Exception {
        String page = Files.readString(Path.of("docs", "operations.md"));
        String restore = page.substring(page.indexOf("\nTo restore: "), page.indexOf("\n## What to alert on"));
        assertThat(restore).contains("\nhelm upgrade wkgate helm/wkgate ").doesNotContain("--replicas=2");
    }

    private static ValueComments comments() throws Exception {
        return new ValueComments(Files.readString(Helm.CHART.resolve("values.yaml")));
    }
}
