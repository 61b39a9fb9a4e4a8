package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * The promise: {@code wkgate doctor} tells what is wrong where nothing runs at all, and by a running gateway what only that
 * knows; in words or JSON, with an exit code by the worst, and without a secret.
 */
@ExtendWith(DatabaseServerExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class DoctorCommandTest {

    @TempDir
    private Path folder;

    private CommandRun run(String settings, String... arguments) throws Exception {
        Path file = Files.writeString(folder.resolve("wkgate.yaml"), settings);
        List<String> all = new ArrayList<>(List.of("doctor", "--config", file.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static List<String> ids(CommandRun run) {
        return new JsonObject(run.out())
                .getJsonArray("areas").stream()
                        .flatMap(area -> ((JsonObject) area).getJsonArray("findings", new JsonArray()).stream())
                        .map(finding -> ((JsonObject) finding).getString("id"))
                        .toList();
    }

    @Test
    void whereNothingRunsEachThingIsSaidToBeAway() throws Exception {
        int closed = LoopbackPort.choose();
        String settings = """
                database:
                  url: mysql://wkgate:geheim@127.0.0.1:%1$d/wkgate
                upstream:
                  urls: [http://127.0.0.1:%1$d]
                  token: geheim
                relay:
                  destinations:
                    - name: business
                      url: http://127.0.0.1:%1$d/hook?key=geheim
                ops:
                  port: %1$d
                """.formatted(closed);
        CommandRun run = run(settings, "--json");
        assertThat(ids(run))
                .contains(
                        "settings.read",
                        "gateway.not-running",
                        "upstream.refused",
                        "webhook.no-gateway",
                        "destinations.unreachable")
                .anyMatch(id -> id.startsWith("database."));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out() + run.error()).doesNotContain("geheim");
        CommandRun text = run(settings, "--area", "upstream");
        assertThat(text.code()).isEqualTo(2);
        assertThat(text.out())
                .startsWith("upstream\n  FAIL  upstream.urls, node 1 (127.0.0.1:" + closed + "): the connection is")
                .contains("\n        why:  ", "\n        mend: ", "[upstream.refused]")
                .endsWith("1 failure, no warnings\n");
    }

    @Test
    void noGatewayIsAWarningAndAFailureWhereOneWasNamed() throws Exception {
        int closed = LoopbackPort.choose();
        String settings = "ops:\n  port: " + closed + "\n";
        CommandRun unnamed = run(settings, "--area", "gateway", "--fail-on", "failure");
        assertThat(unnamed.out()).contains("WARN  No gateway answers", "[gateway.not-running]");
        assertThat(unnamed.code()).isZero();
        CommandRun named =
                run(settings, "--area", "gateway", "--fail-on", "failure", "--url", "http://127.0.0.1:" + closed);
        assertThat(named.out()).contains("FAIL  No gateway answers", "[gateway.not-running]");
        assertThat(named.code()).isEqualTo(2);
    }

    @Test
    void everyMistakeOfTheSettingsIsAFinding() throws Exception {
        CommandRun run = run("intake:\n  port: many\nupstraem:\n  token: geheim\n", "--json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(ids(run)).hasSize(2).containsOnly("settings.mistake");
        assertThat(run.out()).contains("intake.port").doesNotContain("geheim");
        assertThat(CommandRun.of(
                                "doctor",
                                "--config",
                                folder.resolve("none.yaml").toString())
                        .out())
                .contains("cannot be read");
    }

    @Test
    void aRunningGatewayTellsWhatCameToItsWebhook(ConnectionDetails database) throws Exception {
        // In a container, as a build may be, a listener for this machine alone would be a failure.
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_INTAKE_HOST", "0.0.0.0"))) {
            String settings = "database:\n  url: " + TestGateway.url(database) + "\nops:\n  key: " + TestGateway.OPS_KEY
                    + "\n  port: " + gateway.opsPort() + "\n";
            CommandRun quiet = run(settings, "--area", "gateway,webhook,upstream");
            assertThat(quiet.code()).isEqualTo(1);
            assertThat(quiet.out())
                    .contains("ok    A gateway answers", "[webhook.no-message]", "[upstream.not-configured]")
                    .contains("ok    Replicas that are there: 1, all with the same settings.");
            try (TestGateway other = TestGateway.start(database, Map.of("WKGATE_GAP_GRACE", "11s"))) {
                assertThat(other.opsPort()).isPositive();
                await().untilAsserted(() -> assertThat(
                                run(settings, "--area", "gateway").out())
                        .contains("Of 2 replicas that are there some run with other settings", "[gateway.replicas]"));
            }
            CommandRun tolerant = run(settings, "--area", "gateway,webhook,upstream", "--fail-on", "failure");
            assertThat(tolerant.code()).isZero();
            assertThat(tolerant.out()).contains("[webhook.no-message]");
            wrongToken(gateway);
            CommandRun wrong = run(settings, "--area", "webhook", "--json", "--fail-on", "failure");
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(ids(wrong)).contains("webhook.token-wrong");
            CommandRun test = run(settings, "--area", "webhook", "--test-message", "--json");
            assertThat(ids(test)).contains("webhook.test-message-not-sent");
            CommandRun locked = run(settings.replace(TestGateway.OPS_KEY, "another"), "--area", "gateway");
            assertThat(locked.out()).contains("[gateway.not-asked]");
            assertThat(locked.code()).isEqualTo(1);
            CommandRun named = run(
                    settings.replace(TestGateway.OPS_KEY, "another"),
                    "--area",
                    "gateway",
                    "--fail-on",
                    "failure",
                    "--url",
                    "http://127.0.0.1:" + gateway.opsPort());
            assertThat(named.out()).contains("[gateway.not-asked]");
            assertThat(named.code()).isEqualTo(2);
        }
    }

    private static void wrongToken(TestGateway gateway) throws Exception {
        PlainHttp.client()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        gateway.webhook().replace(TestGateway.TOKEN, "x") + "?event=msg.notify"))
                                .POST(HttpRequest.BodyPublishers.ofString("[]"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void aMistakeInTheCommandLineIs64() throws Exception {
        assertThat(run("", "--area", "kitchen").code()).isEqualTo(64);
        assertThat(run("", "--wait", "0").code()).isEqualTo(64);
        assertThat(run("", "--fail-on", "anything").code()).isEqualTo(64);
    }
}
