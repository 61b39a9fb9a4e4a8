package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static io.wkgate.helm.Scenario.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.helm.Helm.Release;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: the alerts of a release ask for its own metrics only and say whose they are, so that another release in the same
 * Prometheus neither hides that this one is gone nor tells the same once more.
 */
class ChartAlertsTest {

    private static final Path FILE = Helm.CHART.resolve("alerts/wkgate.yaml");
    private static final Path OPERATIONS = Path.of("docs", "operations.md");
    private static final String[] ON = {
        "--set", "monitoring.prometheusRule.enabled=true,monitoring.serviceMonitor.enabled=true"
    };
    private static final Pattern METRIC = Pattern.compile("wkgate_[a-z0-9_]+");
    private static final Pattern SED = Pattern.compile("(?ms)^sed -E .*?(?=^```)");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"wkgate, chat", "wkgate, staging", "green, chat"})
    void everySelectorIsOfItsRelease(String name, String namespace) throws Exception {
        Rendered rendered = rendered(new Release(name, namespace), ON);
        String conditions = "namespace=\"%s\", service=\"%s\"".formatted(namespace, service(rendered));
        List<String> plain =
                expressions(Scenario.objects(Files.readString(FILE)).get(0));
        List<Object> rules = rules(rule(rendered));
        assertThat(rules).hasSameSizeAs(plain).allSatisfy(rule -> {
            assertThat(at(rule, "labels", "namespace")).isEqualTo(namespace);
            assertThat(at(rule, "labels", "release")).isEqualTo(name);
            assertThat(at(rule, "labels", "severity")).isNotNull();
        });
        assertScoped(expressions(rule(rendered)), conditions, plain);
    }

    @Test
    void noExpressionOfTwoReleasesIsTheSame() throws Exception {
        Set<String> all = new HashSet<>();
        int rules = 0;
        for (Release release : List.of(
                new Release("wkgate", "chat"), new Release("wkgate", "staging"), new Release("green", "chat"))) {
            List<String> expressions = expressions(rule(rendered(release, ON)));
            all.addAll(expressions);
            rules += expressions.size();
        }
        assertThat(all).hasSize(rules);
    }

    @Test
    void whoFetchesByOtherMeansNamesTheLabels() throws Exception {
        Rendered rendered = rendered(
                new Release("wkgate", "chat"),
                "--set",
                "monitoring.prometheusRule.enabled=true,monitoring.prometheusRule.matchLabels.job=wkgate-$1");
        assertScoped(
                expressions(rule(rendered)),
                "job=\"wkgate-$1\"",
                expressions(Scenario.objects(Files.readString(FILE)).get(0)));
    }

    /** It would tell of each replica that the autoscaler takes away. */
    @Test
    void whereReplicasComeAndGoByThemselvesNoneIsMissed() throws Exception {
        String[] scaled = {"--set", "monitoring.prometheusRule.enabled=true,autoscaling.enabled=true"};
        List<Object> plain = names(Scenario.objects(Files.readString(FILE)).get(0));
        List<Object> names = names(rule(rendered(new Release("wkgate", "chat"), scaled)));
        assertThat(plain).contains("WkgateReplicaMissing");
        assertThat(names)
                .containsExactlyElementsOf(plain.stream()
                        .filter(name -> !name.equals("WkgateReplicaMissing"))
                        .toList());
    }

    private static List<Object> names(Object file) {
        return rules(file).stream().map(rule -> at(rule, "alert")).toList();
    }

    /** What the docs tell those who have no operator. */
    @Test
    void theFileIsMadeForOneOfSeveralByTheCommandOfTheDocs() throws Exception {
        List<String> commands = SED.matcher(Files.readString(OPERATIONS))
                .results()
                .map(match -> match.group())
                .toList();
        assertThat(commands).hasSize(1);
        Process process = new ProcessBuilder("sh", "-c", commands.get(0).replace("> ", "> " + folder + "/"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Object file = Scenario.objects(Files.readString(folder.resolve("wkgate-prod.yaml")))
                .get(0);
        Object plain = Scenario.objects(Files.readString(FILE)).get(0);
        assertScoped(expressions(file), "job=\"wkgate-prod\"", expressions(plain));
        assertThat(rules(file))
                .allSatisfy(rule -> assertThat(at(rule, "labels", "release")).isEqualTo("wkgate-prod"));
        assertThat(list(at(file, "groups")))
                .extracting(group -> at(group, "name"))
                .allSatisfy(name -> assertThat((String) name).startsWith("wkgate-prod-"));
    }

    /** Without the conditions it is what stands in the file. */
    private static void assertScoped(List<String> expressions, String conditions, List<String> plain) {
        assertThat(expressions)
                .isNotEmpty()
                .allSatisfy(expression -> METRIC.matcher(expression)
                        .results()
                        .forEach(metric -> assertThat(expression.substring(metric.end()))
                                .as(expression)
                                .startsWith("{" + conditions)));
        assertThat(expressions.stream()
                        .map(expression ->
                                expression.replace("{" + conditions + "}", "").replace("{" + conditions + ", ", "{")))
                .containsExactlyElementsOf(plain);
    }

    private static Rendered rendered(Release release, String... more) throws Exception {
        return new Rendered(Scenario.objects(Helm.orSkip()
                .template(release, Helm.CHART, new Scenario("default").values(), more)
                .success()));
    }

    /** The one whose name the operator gives to what its ServiceMonitor finds. */
    private static String service(Rendered rendered) {
        Map<?, ?> selector = (Map<?, ?>) at(rendered.kind("ServiceMonitor").get(0), "spec", "selector", "matchLabels");
        List<Object> names = rendered.kind("Service").stream()
                .filter(service -> ((Map<?, ?>) at(service, "metadata", "labels"))
                        .entrySet()
                        .containsAll(selector.entrySet()))
                .map(service -> at(service, "metadata", "name"))
                .toList();
        assertThat(names).hasSize(1);
        return (String) names.get(0);
    }

    private static Object rule(Rendered rendered) {
        return rendered.kind("PrometheusRule").get(0).get("spec");
    }

    private static List<Object> rules(Object file) {
        List<Object> rules = new ArrayList<>();
        list(at(file, "groups")).forEach(group -> rules.addAll(list(at(group, "rules"))));
        return rules;
    }

    private static List<String> expressions(Object file) {
        return rules(file).stream().map(rule -> (String) at(rule, "expr")).toList();
    }
}
