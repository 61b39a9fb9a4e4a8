package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: with an autoscaler an upgrade takes no pod away but those that it may not have, also the one that switches it on. */
class ChartScaleTest {

    private static final Scenario DEFAULT = new Scenario("default");
    private static final String[] ON = {
        "--set", "autoscaling.enabled=true,autoscaling.minReplicas=3,autoscaling.maxReplicas=6"
    };

    @ParameterizedTest
    @CsvSource({"4, 4", "2, 3", "0, 3", "9, 6"})
    void asManyStayAsThereAre(int there, int replicas) throws Exception {
        try (FakeKubernetes kubernetes = FakeKubernetes.start()) {
            // Keys that nobody gave are looked up, too.
            kubernetes.has("/api/v1", "secrets", "Secret", "other", "\"data\":{}");
            kubernetes.has("/apis/apps/v1", "deployments", "Deployment", "wkgate", """
                    "spec":{"replicas":%d}\
                    """.formatted(there));
            assertThat(replicas(kubernetes.asked(ON))).isEqualTo(replicas);
        }
    }

    @Test
    void atAnInstallItIsTheFewest() throws Exception {
        assertThat(replicas(ON)).isEqualTo(3);
        assertThat(replicas()).isEqualTo(2);
        assertThat(replicas("--set", "replicas=5")).isEqualTo(5);
    }

    private static Object replicas(String... more) throws Exception {
        String rendered = Helm.orSkip().template(DEFAULT.values(), more).success();
        return at(Scenario.objects(rendered, "Deployment").get(0), "spec", "replicas");
    }
}
