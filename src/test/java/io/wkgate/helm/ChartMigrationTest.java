package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static io.wkgate.helm.Scenario.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: the tables are up to date before a pod of the new version starts, and what that needs is there before
 * it.
 */
class ChartMigrationTest {

    static List<Scenario> scenarios() throws Exception {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theJobMigratesOrThePodsDo(Scenario scenario) throws Exception {
        Rendered rendered = Rendered.of(scenario);
        Object arguments = at(rendered.deployment(), "spec", "template", "spec", "containers", 0, "args");
        if (rendered.kind("Job").isEmpty()) {
            assertThat(scenario.name()).isEqualTo("minimal");
            assertThat(arguments).isEqualTo(List.of("serve"));
        } else {
            Map<String, Object> job = rendered.kind("Job").get(0);
            assertThat(annotation(job, "helm.sh/hook")).contains("pre-install,pre-upgrade");
            assertThat(at(job, "spec", "template", "spec", "containers", 0, "args"))
                    .isEqualTo(List.of("migrate"));
            assertThat(arguments).isEqualTo(List.of("serve", "--no-migrate"));
        }
    }

    @Test
    void whatTheJobNeedsIsMadeBeforeIt() throws Exception {
        int needs = 0;
        for (Scenario scenario : Scenario.all()) {
            Rendered rendered = Rendered.of(scenario);
            for (Map<String, Object> job : rendered.kind("Job")) {
                for (Map<String, Object> needed : needed(rendered, job)) {
                    assertThat(annotation(needed, "helm.sh/hook"))
                            .as("%s", needed)
                            .isEqualTo(annotation(job, "helm.sh/hook"));
                    assertThat(weight(needed)).isLessThan(weight(job));
                    needs++;
                }
                // Its own account is no hook, and comes later.
                assertThat(at(job, "spec", "template", "spec", "serviceAccountName"))
                        .isEqualTo("default");
            }
        }
        assertThat(needs).isGreaterThan(5);
    }

    /** Of what the chart makes. */
    private static List<Map<String, Object>> needed(Rendered rendered, Map<String, Object> job) {
        return list(at(job, "spec", "template", "spec", "volumes")).stream()
                .flatMap(volume -> Stream.concat(
                        Stream.of(
                                "Secret " + at(volume, "secret", "secretName"),
                                "ConfigMap " + at(volume, "configMap", "name")),
                        list(at(volume, "projected", "sources")).stream()
                                .map(source -> "Secret " + at(source, "secret", "name"))))
                .flatMap(name -> rendered.objects().stream()
                        .filter(object -> name.equals(object.get("kind") + " " + at(object, "metadata", "name"))))
                .toList();
    }

    private static int weight(Map<String, Object> object) {
        return annotation(object, "helm.sh/hook-weight").map(Integer::parseInt).orElse(0);
    }

    private static Optional<String> annotation(Map<String, Object> object, String name) {
        return Optional.ofNullable((String) at(object, "metadata", "annotations", name));
    }
}
