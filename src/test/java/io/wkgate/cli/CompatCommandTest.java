package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Language;
import io.wkgate.compat.MarkdownReport;
import io.wkgate.compat.Matrix;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The promise: {@code wkgate compat} needs no gateway, and asks one, or a WuKongIM, where there is one to ask. */
@ResourceLock(Resources.SYSTEM_OUT)
class CompatCommandTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    @Test
    void withoutAGatewayItShowsTheMatrix() throws Exception {
        CommandRun run = CommandRun.against(LoopbackPort.choose(), folder, "compat");
        assertThat(run.error()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("--from VERSION").contains("v3-20260823").doesNotContain("*v");
    }

    @Test
    void aGatewayThatIsNamedAndIsNotThereIsAMistake() throws Exception {
        int port = LoopbackPort.choose();
        CommandRun run = CommandRun.against(port, folder, "compat", "--url", "http://127.0.0.1:" + port);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("no gateway answers at");
    }

    @Test
    void aGatewayIsAskedWhatItStandsBefore() throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(request -> {
                    boolean known = ("Bearer " + TestGateway.OPS_KEY).equals(request.getHeader("Authorization"));
                    request.response()
                            .end(
                                    known && request.path().equals("/v1/upstream")
                                            ? "{\"nodes\":[{\"node\":1,\"url\":\"http://10.0.0.1:5001\",\"state\":\"known\","
                                                    + "\"line\":\"2.x\",\"version\":\"v2.2.5-20260422\"}]}"
                                            : "{}");
                })
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        CommandRun run = CommandRun.against(port, folder, "compat");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Your upstream: v2.2.5")
                .contains("*v2.2.5")
                .contains("http://10.0.0.1:5001")
                .contains("v2.2.5 → v3-20260823");
    }

    @Test
    void aWukongimIsAskedWhatItIs() {
        Simulator upstream = Simulator.start(
                        vertx, SimulatorOptions.of(Profile.V1_2_6).withManagerToken("geheim"))
                .await();
        CommandRun run = CommandRun.of("compat", "--upstream", upstream.url(), "--token", "geheim", "--json");
        assertThat(run.code()).isZero();
        JsonObject own = new JsonObject(run.out()).getJsonArray("versions").getJsonObject(0);
        assertThat(own.getString("name")).isEqualTo("v1.2.6");
        assertThat(own.getBoolean("own")).isTrue();
        assertThat(run.out()).doesNotContain("geheim");
    }

    @Test
    void twoVersionsAreCompared() {
        CommandRun run = CommandRun.of("compat", "--from", "v2.0.4", "--to", "3-20260823", "--lang", "zh");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("v2.0.4 → v3-20260823：").doesNotContain("v2.0.4 → v2.2.5");
    }

    @Test
    void aVersionThatNobodyKnowsIsAMistakeThatNamesTheKnownOnes() {
        for (String option : new String[] {"--from", "--to"}) {
            CommandRun run =
                    CommandRun.of("compat", "--from=" + (option.equals("--from") ? "v9.9.9" : "v2.0.4"), "--to=v9.9.9");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.error()).contains(option + " is none of").contains("v2.2.5");
        }
    }

    @Test
    void thePageOfTheRepositoryIsPrinted() {
        for (Language language : Language.values()) {
            assertThat(CommandRun.of("compat", "--markdown", "--lang", language.tag()))
                    .isEqualTo(new CommandRun(0, MarkdownReport.of(Matrix.load(), language), ""));
        }
    }
}
