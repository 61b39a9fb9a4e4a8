package io.wkgate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The promise: the dashboard and the alert rules ask only for metrics, labels and values that exist, each alert says how bad
 * it is and what to do, and each panel what it shows.
 */
class DashboardAndAlertsTest {

    private static final Path DASHBOARD = Path.of("helm", "wkgate", "dashboards", "wkgate.json");
    private static final Path ALERTS = Path.of("helm", "wkgate", "alerts", "wkgate.yaml");
    private static final Path OPERATIONS = Path.of("docs", "operations.md");
    private static final Pattern USED_LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    /** One rule of the file. */
    record Alert(String name, String expression, String severity, String held, Map<String, String> annotations) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** One panel that shows something. */
    record Panel(JsonObject json) {

        List<JsonObject> targets() {
            return objects(json.getJsonArray("targets", new JsonArray())).toList();
        }

        @Override
        public String toString() {
            return json.getString("title");
        }
    }

    @SuppressWarnings("unchecked")
    static List<Alert> alerts() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(ALERTS));
        List<Alert> alerts = new ArrayList<>();
        for (Map<String, Object> group : file.get("groups")) {
            for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                alerts.add(new Alert(
                        (String) rule.get("alert"),
                        (String) rule.get("expr"),
                        ((Map<String, String>) rule.getOrDefault("labels", Map.of())).getOrDefault("severity", ""),
                        (String) rule.getOrDefault("for", "0s"),
                        (Map<String, String>) rule.getOrDefault("annotations", Map.of())));
            }
        }
        return alerts;
    }

    private static JsonObject dashboard() throws IOException {
        return new JsonObject(Files.readString(DASHBOARD));
    }

    static List<Panel> panels() throws IOException {
        return objects(dashboard().getJsonArray("panels"))
                .flatMap(panel ->
                        Stream.concat(Stream.of(panel), objects(panel.getJsonArray("panels", new JsonArray()))))
                .filter(panel -> !panel.getString("type").equals("row"))
                .map(Panel::new)
                .toList();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertAsksForWhatExists(Alert alert) throws IOException {
        assertThat(new MetricReference().missingIn(alert.expression())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysHowBadItIsAndWhatToDo(Alert alert) throws IOException {
        assertThat(alert.name()).matches("Wkgate[A-Z][A-Za-z]+");
        assertThat(alert.severity()).isIn("critical", "warning", "info");
        assertThat(alert.held()).matches("\\d+[smh]");
        assertThat(alert.annotations().keySet()).containsExactlyInAnyOrder("summary", "description", "runbook_url");
        assertThat(alert.annotations().values()).noneMatch(String::isBlank);
        assertThat(alert.annotations().get("runbook_url"))
                .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT));
        assertThat(Files.readString(OPERATIONS))
                .contains("\n### " + alert.name() + "\n")
                .contains("| [" + alert.name() + "](#" + alert.name().toLowerCase(Locale.ROOT) + ") | "
                        + alert.severity() + " | ");
    }

    /** A label that the expression has summed away would be shown as nothing. */
    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSpeaksOnlyOfLabelsThatAreLeft(Alert alert) {
        Set<String> used = USED_LABEL
                .matcher(String.join(" ", alert.annotations().values()))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(PromQuery.of(alert.expression()).grouping()).containsAll(used);
    }

    @Test
    void everyAlertHasAReasonAndNoRunbookIsLeftOver() throws IOException {
        List<String> names = alerts().stream().map(Alert::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeBetween(10, 30);
        assertThat(Pattern.compile("^ +#.*\n +- alert: (\\w+)$", Pattern.MULTILINE)
                        .matcher(Files.readString(ALERTS))
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyElementsOf(names);
        assertThat(Pattern.compile("^### (Wkgate\\w+)$", Pattern.MULTILINE)
                        .matcher(Files.readString(OPERATIONS))
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelAsksForWhatExists(Panel panel) throws IOException {
        MetricReference reference = new MetricReference();
        assertThat(panel.targets())
                .isNotEmpty()
                .allSatisfy(target -> assertThat(reference.missingIn(target.getString("expr")))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelSaysWhatItShowsOfTheChosenInstances(Panel panel) {
        JsonObject json = panel.json();
        assertThat(json.getString("title")).isNotBlank();
        assertThat(json.getString("description")).isNotBlank();
        assertThat(json.getJsonObject("fieldConfig").getJsonObject("defaults").getString("unit"))
                .isNotBlank();
        assertThat(json.getJsonObject("datasource").getString("uid")).isEqualTo("${datasource}");
        assertThat(panel.targets())
                .allSatisfy(target -> assertThat(
                                PromQuery.of(target.getString("expr")).selections())
                        .allSatisfy(selection -> assertThat(selection.conditions())
                                .contains(new PromQuery.Condition("instance", "=~", "$instance"))));
    }

    @Test
    void theDashboardIsOneThatGrafanaTakes() throws IOException {
        JsonObject dashboard = dashboard();
        assertThat(dashboard.getInteger("schemaVersion")).isGreaterThanOrEqualTo(39);
        List<JsonObject> variables = objects(
                        dashboard.getJsonObject("templating").getJsonArray("list"))
                .toList();
        assertThat(variables).extracting(it -> it.getString("name")).contains("datasource", "instance", "destination");
        assertThat(variables)
                .filteredOn(variable -> variable.getString("type").equals("query"))
                .allSatisfy(variable -> assertThat(new MetricReference().missingIn(variable.getString("definition")))
                        .isEmpty());
        assertThat(objects(dashboard.getJsonArray("panels")).map(panel -> panel.getInteger("id")))
                .doesNotHaveDuplicates();
        assertThat(objects(dashboard.getJsonArray("panels"))
                        .filter(panel -> panel.getString("type").equals("row"))
                        .map(panel -> panel.getString("title")))
                .startsWith("Is anything lost?")
                .hasSizeGreaterThan(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wkgate_gap_opened",
                "wkgate_commit_seconds",
                "sum(rate(wkgate_events_total{outcome=\"acknowleged\"}[5m]))",
                "sum(rate(wkgate_events_total{outcome=~\"too_large|lost\"}[5m]))",
                "wkgate_events_total{kind=\"message\"}",
                "max by (kind) (wkgate_gap_open)",
                "label_values(wkgate_relay_waiting, node)",
                "wkgate_gap_open > 0 and on (host) wkgate_held_bytes",
                "42"
            })
    void whatDoesNotExistIsFound(String query) throws IOException {
        assertThat(new MetricReference().missingIn(query)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "histogram_quantile(0.99, sum by (le, destination) (rate(wkgate_relay_latency_seconds_bucket{"
                        + "destination=~\"$destination\"}[$__rate_interval])))",
                "count(wkgate_held_bytes) < count(wkgate_held_bytes offset 1h)",
                "1e3 * max_over_time(wkgate_gap_open[1h:5m]) > 0x10 unless on (instance) wkgate_gap_missing == 0",
                "label_values(wkgate_held_bytes{job=\"a}b\"}, instance)"
            })
    void whatExistsIsNotTakenForMissing(String query) throws IOException {
        MetricReference reference = new MetricReference();
        assertThat(reference.size()).isGreaterThan(50);
        assertThat(reference.missingIn(query)).isEmpty();
    }
}
