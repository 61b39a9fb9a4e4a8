package io.wkgate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The promise: the chart's README says of each value what {@code values.yaml} says, and names no value that is not
 * there.
 */
class ChartReadmeTest {

    private static final Path README = Helm.CHART.resolve("README.md");
    private static final Pattern TABLE = Pattern.compile("(?ms)^\\| value \\| default \\|.*?\n(?=\n|\\z)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
    private static final Pattern SET = Pattern.compile("--set (?:'|)([A-Za-z.-]+)=");

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

    @Test
    void theValuesThatItsCommandsSetAreThere() throws Exception {
        Set<String> set = new TreeSet<>();
        for (Path page : new Path[] {README, Path.of("docs", "operations.md")}) {
            SET.matcher(Files.readString(page)).results().forEach(match -> set.add(match.group(1)));
        }
        String table = comments().table();
        assertThat(set).isNotEmpty().allSatisfy(value -> assertThat(table).contains("| `" + value + "` |"));
    }

    private static ValueComments comments() throws Exception {
        return new ValueComments(Files.readString(Helm.CHART.resolve("values.yaml")));
    }
}
