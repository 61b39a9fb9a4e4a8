package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static io.wkgate.helm.Scenario.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: the chart renders what a person has looked at, from every one of its templates. What changes with each
 * rendering, and what has a file of its own, is left out of the golden files.
 */
class ChartRenderingTest {

    private static final Pattern MADE = Pattern.compile("(?m)^(  (?:intake-token|api-key|ops-key): )[A-Za-z0-9=]{56}$");
    private static final Pattern DASHBOARD = Pattern.compile("(?ms)^  wkgate\\.json: \\|\n.*?(?=^---)");
    private static final Pattern ALERTS = Pattern.compile("(?ms)^  groups:\n.*?(?=^---)");
    private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: wkgate/(.*)$");

    static List<Scenario> scenarios() throws Exception {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itIsWhatIsWantedOfIt(Scenario scenario) throws Exception {
        String rendered = Helm.orSkip().template(scenario.values()).success();
        Made.holds(scenario.golden(), shown(rendered));
    }

    @Test
    void everyTemplateIsInOneOfThem() throws Exception {
        Set<String> shown = new TreeSet<>();
        for (Scenario scenario : Scenario.all()) {
            SOURCE.matcher(Files.readString(scenario.golden())).results().forEach(match -> shown.add(match.group(1)));
        }
        assertThat(shown).isEqualTo(templates());
    }

    @Test
    void whatHasAFileOfItsOwnIsThatFile() throws Exception {
        String rendered =
                Helm.orSkip().template(new Scenario("everything").values()).success();
        assertThat(rendered)
                .contains(Files.readString(Helm.CHART.resolve("dashboards/wkgate.json"))
                        .strip()
                        .indent(4));
        Map<String, Object> rule = Scenario.objects(rendered, "PrometheusRule").get(0);
        String alerts = Files.readString(Helm.CHART.resolve("alerts/wkgate.yaml"))
                .replace("runbook_url: docs/", "runbook_url: https://wiki.example.org/wkgate/docs/");
        // With the autoscaler of that scenario a rule is left out.
        assertThat(texts(rule.get("spec")))
                .isNotEmpty()
                .isEqualTo(texts(Scenario.objects(alerts).get(0)).stream()
                        .filter(texts -> !texts.contains("WkgateReplicaMissing"))
                        .toList());
    }

    /** What people read of each alert; ChartAlertsTest looks at what it asks for. */
    private static List<List<Object>> texts(Object alerts) {
        return list(at(alerts, "groups")).stream()
                .flatMap(group -> list(at(group, "rules")).stream())
                .map(rule -> Arrays.asList(at(rule, "alert"), at(rule, "for"), at(rule, "annotations")))
                .toList();
    }

    private static String shown(String rendered) {
        String shown = MADE.matcher(rendered).replaceAll("$1(made)");
        shown = DASHBOARD.matcher(shown).replaceAll("  wkgate.json: (dashboards/wkgate.json)\n");
        return ALERTS.matcher(shown).replaceAll("  groups: (alerts/wkgate.yaml)\n");
    }

    private static Set<String> templates() throws Exception {
        try (Stream<Path> files = Files.walk(Helm.CHART.resolve("templates"))) {
            return files.map(file -> Helm.CHART.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".yaml"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
