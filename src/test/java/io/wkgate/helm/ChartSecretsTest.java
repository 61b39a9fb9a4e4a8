package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: a secret stands in Secrets only, and one that the chart made stays the same from then on. */
class ChartSecretsTest {

    private static final Scenario DEFAULT = new Scenario("default");
    private static final String KEPT = Base64.getEncoder().encodeToString("kept".getBytes(StandardCharsets.UTF_8));

    static List<Scenario> scenarios() throws Exception {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aGivenOneStandsInSecretsOnly(Scenario scenario) throws Exception {
        List<Map<String, Object>> objects = Rendered.of(scenario).objects();
        assertThat(objects).hasSizeGreaterThan(3);
        assertThat(objects.stream().filter(object -> !"Secret".equals(object.get("kind"))))
                .allSatisfy(object -> assertThat(object.toString()).doesNotContain("-secret@", "-secret}", "-secret,"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aVariableOfOursNamesAFile(Scenario scenario) throws Exception {
        assertThat(Rendered.of(scenario).pods())
                .allSatisfy(pod -> assertThat(Rendered.environment(pod).keySet())
                        .filteredOn(name -> name.startsWith("WKGATE_"))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(name).endsWith("_FILE")));
    }

    @Test
    void oneThatNobodyGaveIsMade() throws Exception {
        Map<?, ?> made = made(Helm.orSkip().template(DEFAULT.values()).success());
        Map<?, ?> other = made(Helm.orSkip().template(DEFAULT.values()).success());
        assertThat(made.keySet()).hasToString("[api-key, intake-token, ops-key]");
        for (Object key : made.keySet()) {
            assertThat(new String(Base64.getDecoder().decode((String) made.get(key)), StandardCharsets.UTF_8))
                    .matches("[A-Za-z0-9]{40}");
            assertThat(made.get(key)).isNotEqualTo(other.get(key));
        }
    }

    @Test
    void anUpgradeKeepsTheOneThatWasMade() throws Exception {
        try (FakeKubernetes kubernetes = FakeKubernetes.start()) {
            kubernetes.has("/api/v1", "secrets", "Secret", "wkgate-keys", """
                    "data":{"intake-token":"%s","api-key":"%s"}\
                    """.formatted(KEPT, KEPT));
            Map<?, ?> made = made(
                    Helm.orSkip().template(DEFAULT.values(), kubernetes.asked()).success());
            assertThat(made.get("intake-token")).isEqualTo(KEPT);
            assertThat(made.get("api-key")).isEqualTo(KEPT);
            assertThat((String) made.get("ops-key")).hasSize(56);
        }
    }

    private static Map<?, ?> made(String rendered) {
        Rendered all = new Rendered(Scenario.objects(rendered));
        return new TreeMap<>((Map<?, ?>) at(all.one("Secret", "wkgate-keys"), "data"));
    }
}
