package io.wkgate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: a wrong or unknown value is refused with a sentence that names it, and no secret is in that sentence.
 */
class ChartRefusalTest {

    private static final Scenario DEFAULT = new Scenario("default");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        replica=3                                    | additional properties 'replica' not allowed
        replicas=1                                   | at '/replicas': minimum: got 1, want 2
        replicas=two                                 | at '/replicas': got string, want integer
        image.pullPolicy=Sometimes                   | at '/image/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
        image.digest=sha256:12                       | at '/image/digest': 'sha256:12' does not match pattern
        database.host=db                             | at '/database': additional properties 'host' not allowed
        database.existingSecret.name=My_Secret       | at '/database/existingSecret/name': 'My_Secret' does not match pattern
        settings.gap.graze=10s                       | at '/settings/gap': additional properties 'graze' not allowed
        settings.gap.grace=10                        | at '/settings/gap/grace': got number, want string
        settings.gap.grace=10sec                     | at '/settings/gap/grace': '10sec' does not match pattern
        settings.gap.rate=0                          | at '/settings/gap/rate': minimum: got 0, want 1
        settings.gap.find=yes                        | at '/settings/gap/find': got string, want boolean
        settings.database.layout=mongo               | at '/settings/database/layout': value must be one of 'native', 'tsdd'
        settings.upstream.urls={wukongim:5001}       | at '/settings/upstream/urls/0': 'wukongim:5001' does not match pattern
        settings.intake.port=80                      | at '/settings/intake': additional properties 'port' not allowed
        settings.intake.token=t                      | at '/settings/intake': additional properties 'token' not allowed
        settings.relays.x=1                          | at '/settings': additional properties 'relays' not allowed
        relay.destinations[0].name=business          | at '/relay/destinations/0': missing property 'url'
        intake.service.type=Ingress                  | at '/intake/service/type': value must be one of
        tls.database.mode=on                         | at '/tls/database/mode': value must be one of
        podDisruptionBudget.maxUnavailable=half      | at '/podDisruptionBudget/maxUnavailable': 'half' does not match pattern
        resources.limits.memory=1 gig                | at '/resources/limits/memory': '1 gig' does not match pattern
        monitoring.prometheusRule.runbookBase=wiki   | at '/monitoring/prometheusRule/runbookBase': 'wiki' does not match pattern
        extraEnv[0].value=1                          | at '/extraEnv/0': missing property 'name'
        """)
    void theSchemaSaysWhich(String set, String sentence) throws Exception {
        refused(sentence, "--set", set);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        database.url=                                | wkgate needs a database: set database.url
        database.url=jdbc:mysql://root:geheim@db/w   | database.url must be mysql://user:password@host:port/name.
        database.existingSecret.name=db              | database.url and database.existingSecret.name are both set; keep one.
        intake.token=geheim/1                        | intake.token must be letters, digits, and . _ ~ - only
        intake.grpc.enabled=true                     | intake.grpc.enabled: WuKongIM sends no credential over gRPC
        tls.intake.clientCaSecret=ca                 | tls.intake.clientCaSecret needs a certificate of its own
        tls.api.clientCaSecret=ca                    | tls.api.clientCaSecret needs a certificate of its own
        tls.database.caSecret=ca                     | tls.database.mode verify-ca and verify-full need tls.database.caSecret
        tls.database.mode=verify-full                | tls.database.mode verify-ca and verify-full need tls.database.caSecret
        networkPolicy.enabled=true                   | networkPolicy.intake.from is empty
        api.ingress.enabled=true                     | api.ingress.enabled needs api.ingress.hosts
        """)
    void whatTwoValuesSayTogetherIsLookedAt(String set, String sentence) throws Exception {
        refused(sentence, "--set", set);
    }

    @Test
    void anAutoscalerHasRoom() throws Exception {
        refused(
                "autoscaling.maxReplicas is less than autoscaling.minReplicas",
                "--set",
                "autoscaling.enabled=true,autoscaling.minReplicas=5,autoscaling.maxReplicas=3");
    }

    @Test
    void aSecretOfTheWrongKindIsNotShown() throws Exception {
        Path values = Files.writeString(folder.resolve("values.yaml"), """
            database: {url: [geheim]}
            api: {key: {geheim: geheim}}
            relay: {destinations: [{name: b, url: "http://b", secret: geheim, headers: {X: {y: geheim}}}]}
            """);
        Helm.Outcome outcome = Helm.orSkip().template(values);
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.errors())
                .contains("at '/database/url': got array, want string")
                .contains("at '/api/key': got object, want string")
                .contains("at '/relay/destinations/0/secret': got string, want array")
                .doesNotContain("geheim");
    }

    private static void refused(String sentence, String... more) throws Exception {
        Helm.Outcome outcome = Helm.orSkip().template(DEFAULT.values(), more);
        assertThat(outcome.code()).as(outcome.out()).isNotZero();
        assertThat(outcome.errors()).contains(sentence).doesNotContain("geheim");
    }
}
