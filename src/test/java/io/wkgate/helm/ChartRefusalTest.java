package io.wkgate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.SettingsLimits;
import io.wkgate.config.SettingsLimits.Limit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        podDisruptionBudget.maxUnavailable=0%        | at '/podDisruptionBudget/maxUnavailable': '0%' does not match pattern
        podDisruptionBudget.maxUnavailable=101%      | at '/podDisruptionBudget/maxUnavailable': '101%' does not match pattern
        probes.startup.successThreshold=2            | at '/probes/startup/successThreshold': value must be 1
        probes.liveness.successThreshold=2           | at '/probes/liveness/successThreshold': value must be 1
        api.ingress.hosts={a_b}                      | at '/api/ingress/hosts/0': 'a_b' does not match pattern
        api.ingress.hosts={Gate.example.org}         | at '/api/ingress/hosts/0': 'Gate.example.org' does not match pattern
        api.ingress.hosts={gate..org}                | at '/api/ingress/hosts/0': 'gate..org' does not match pattern
        api.ingress.hosts={gate.*.org}               | at '/api/ingress/hosts/0': 'gate.*.org' does not match pattern
        api.ingress.hosts={*}                        | at '/api/ingress/hosts/0': '*' does not match pattern
        api.ingress.hosts={10.0.0.1}                 | at '/api/ingress/hosts/0': '10.0.0.1' does not match pattern
        api.ingress.hosts={gate.example.org:80}      | at '/api/ingress/hosts/0': 'gate.example.org:80' does not match pattern
        resources.limits.memory=1 gig                | at '/resources/limits/memory': '1 gig' does not match pattern
        monitoring.prometheusRule.runbookBase=wiki   | at '/monitoring/prometheusRule/runbookBase': 'wiki' does not match pattern
        extraEnv[0].value=1                          | at '/extraEnv/0': missing property 'name'
        fullnameOverride=my.gate                     | at '/fullnameOverride': 'my.gate' does not match pattern
        fullnameOverride=9gate                       | at '/fullnameOverride': '9gate' does not match pattern
        nameOverride=my.gate                         | at '/nameOverride': 'my.gate' does not match pattern
        relay.destinations[0].name=b b               | at '/relay/destinations/0/name': 'b b' does not match pattern
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
        podLabels.app\\.kubernetes\\.io/component=x   | podLabels: app.kubernetes.io/component is one of the chart's own
        commonLabels.wkgate/listener=x               | commonLabels: wkgate/listener is one of the chart's own labels
        podLabels.team=a,commonLabels.team=b         | podLabels: team stands in commonLabels, too; keep one.
        podAnnotations.checksum/secrets=x            | podAnnotations: checksum/secrets is one of the chart's own
        settings.database.layout=tsdd,settings.database.keep-messages-for=30d | settings.database.keep-messages-for is for
        """)
    void whatTwoValuesSayTogetherIsLookedAt(String set, String sentence) throws Exception {
        refused(sentence, "--set", set);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "geheim",
                "ftp://geheim/",
                "http://",
                "http:///geheim",
                "http://a_b/geheim",
                "http://b/geheim#part",
                "http://u:geheim@b:123456/"
            })
    void aDestinationHasAnAddressThatIsNotShown(String url) throws Exception {
        refused(
                "relay.destinations[b].url must be an address such as http://business:8090/v2/webhook.",
                "--set",
                "relay.destinations[0].name=b,relay.destinations[0].url=" + url);
    }

    @Test
    void destinationsAreToldApart() throws Exception {
        refused(
                "relay.destinations: two of them have the name b.",
                "--set",
                "relay.destinations[0].name=b,relay.destinations[0].url=http://b,"
                        + "relay.destinations[1].name=b,relay.destinations[1].url=http://c");
    }

    @Test
    void aReleaseMayHaveANameThatServicesCannotHave() throws Exception {
        for (String name : List.of("9gate", "my.gate")) {
            Helm.Release release = new Helm.Release(name, "chat");
            assertThat(Helm.orSkip()
                            .template(release, Helm.CHART, DEFAULT.values())
                            .errors())
                    .contains("Services cannot be named after " + name + "-wkgate: set fullnameOverride");
            Helm.orSkip()
                    .template(release, Helm.CHART, DEFAULT.values(), "--set", "fullnameOverride=gate")
                    .success();
        }
    }

    @Test
    void everyAmountIsBetweenItsLimits() throws Exception {
        List<Limit> low = limits(limit -> limit.min() > 0);
        List<Limit> high = limits(limit -> limit.max() < Long.MAX_VALUE);
        assertThat(low).hasSizeGreaterThan(10);
        assertThat(high).hasSizeGreaterThan(10);
        assertThat(refusal(low, limit -> limit.text(limit.min() - 1)))
                .contains(sentences(low, limit -> "must be at least " + limit.text(limit.min()) + "."));
        assertThat(refusal(high, limit -> limit.text(limit.max() + 1)))
                .contains(sentences(high, limit -> "must be at most " + limit.text(limit.max()) + "."));
        set(low, limit -> limit.text(limit.min())).success();
        set(high, limit -> limit.text(limit.max())).success();
    }

    private static List<Limit> limits(Predicate<Limit> which) {
        return Stream.concat(
                        SettingsLimits.settings().stream().map(limit -> named("settings.", limit)),
                        SettingsLimits.destination().stream().map(limit -> named("relay.destinations[0].", limit)))
                .filter(which)
                .toList();
    }

    private static Limit named(String group, Limit limit) {
        return new Limit(group + limit.name(), limit.duration(), limit.min(), limit.max());
    }

    private static String[] sentences(List<Limit> limits, Function<Limit, String> sentence) {
        return limits.stream()
                .map(limit -> limit.name().replace("[0]", "[b]") + " " + sentence.apply(limit))
                .toArray(String[]::new);
    }

    private static String refusal(List<Limit> limits, Function<Limit, String> value) throws Exception {
        Helm.Outcome outcome = set(limits, value);
        assertThat(outcome.code()).as(outcome.out()).isNotZero();
        return outcome.errors();
    }

    private static Helm.Outcome set(List<Limit> limits, Function<Limit, String> value) throws Exception {
        return Helm.orSkip()
                .template(
                        DEFAULT.values(),
                        "--set",
                        "relay.destinations[0].name=b,relay.destinations[0].url=http://u:p@[::1]:8090/v2?x=y,"
                                + limits.stream()
                                        .map(limit -> limit.name() + "=" + value.apply(limit))
                                        .collect(Collectors.joining(",")));
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
