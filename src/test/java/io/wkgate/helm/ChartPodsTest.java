package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: no pod of the chart has more rights than it needs, and each selector means the gateway's pods and no
 * other.
 */
class ChartPodsTest {

    static List<Scenario> scenarios() throws Exception {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noPodHasRights(Scenario scenario) throws Exception {
        assertThat(Rendered.of(scenario).pods()).isNotEmpty().allSatisfy(pod -> {
            assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
            assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(at(pod, "securityContext", "runAsUser")).isEqualTo(10001);
            assertThat(at(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
            Object container = at(pod, "containers", 0, "securityContext");
            assertThat(at(container, "readOnlyRootFilesystem")).isEqualTo(true);
            assertThat(at(container, "allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(at(container, "capabilities", "drop")).isEqualTo(List.of("ALL"));
            assertThat(at(pod, "containers", 0, "resources", "limits", "memory"))
                    .isNotNull();
            assertThat(at(pod, "containers", 0, "resources", "requests", "memory"))
                    .isEqualTo(at(pod, "containers", 0, "resources", "limits", "memory"));
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void selectorsMeanTheGateway(Scenario scenario) throws Exception {
        Rendered rendered = Rendered.of(scenario);
        Map<?, ?> labels = (Map<?, ?>) at(rendered.deployment(), "spec", "template", "metadata", "labels");
        List<?> selectors = rendered.objects().stream()
                .map(object -> switch ((String) object.get("kind")) {
                    case "Service" -> at(object, "spec", "selector");
                    case "Deployment", "PodDisruptionBudget" -> at(object, "spec", "selector", "matchLabels");
                    case "NetworkPolicy" -> at(object, "spec", "podSelector", "matchLabels");
                    default -> null;
                })
                .filter(selector -> selector != null)
                .toList();
        assertThat(selectors).hasSizeGreaterThanOrEqualTo(4).allSatisfy(selector -> {
            assertThat(labels.entrySet().containsAll(((Map<?, ?>) selector).entrySet()))
                    .isTrue();
            assertThat((Map<?, ?>) selector).hasSize(3);
        });
        List<Object> others = rendered.objects().stream()
                .filter(object -> List.of("Pod", "Job").contains(object.get("kind")))
                .map(object -> at(object, "metadata", "labels", "app.kubernetes.io/component"))
                .toList();
        assertThat(others).isNotEmpty().doesNotContain("gateway");
    }
}
