package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: what Kubernetes takes is not refused, and stands in the objects as it was given. */
class ChartTakenTest {

    private static final Scenario DEFAULT = new Scenario("default");

    @TempDir
    private Path folder;

    @Test
    void aNumberOfProcessorsIsTaken() throws Exception {
        Path values = Files.writeString(folder.resolve("values.yaml"), """
            database: {url: "mysql://u:p@db/w"}
            resources: {requests: {cpu: 0.5}}
            """);
        assertThat(Helm.orSkip().template(values).success()).contains("cpu: 0.5\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "podDisruptionBudget.maxUnavailable=1%",
                "podDisruptionBudget.maxUnavailable=100%",
                "probes.liveness.successThreshold=1",
                "probes.readiness.successThreshold=2",
                "api.ingress.enabled=true,api.ingress.hosts={gate}",
                "api.ingress.enabled=true,api.ingress.hosts={4gate-2.example.org,xn--p1ai.xn--p1ai}"
            })
    void whatKubernetesTakesIsTaken(String set) throws Exception {
        Helm.orSkip().template(DEFAULT.values(), "--set", set).success();
    }

    @Test
    void anIngressMayBeForEveryNameOfADomain() throws Exception {
        String rendered = Helm.orSkip()
                .template(
                        DEFAULT.values(),
                        "--set",
                        "api.ingress.enabled=true,api.ingress.hosts={*.example.org},api.ingress.tlsSecret=all")
                .success();
        Object spec = Scenario.objects(rendered, "Ingress").get(0).get("spec");
        assertThat(at(spec, "rules", 0, "host")).isEqualTo("*.example.org");
        assertThat(at(spec, "tls", 0, "hosts", 0)).isEqualTo("*.example.org");
    }
}
