package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.EndOf;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

/** The promise: {@code wkgate probe} says what it found and why, in words or JSON, with an exit code, and no secret. */
@ResourceLock(Resources.SYSTEM_OUT)
class ProbeCommandTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    private Simulator simulator(Profile profile) {
        return Simulator.start(vertx, SimulatorOptions.of(profile).withManagerToken("geheim"))
                .await();
    }

    @Test
    void aKnownOneIs0WithItsEvidence() {
        Outcome outcome = run(simulator(Profile.V2_0_4).url(), "--token", "geheim");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.output())
                .contains("is WuKongIM 2.x, version unknown, spoken to as 2.x")
                .containsPattern("GET /varz +404 +not there")
                .containsPattern("GET /health +200 +as on 2.x")
                .contains("messages_by_id")
                .doesNotContain("geheim");
    }

    @Test
    void theSameAsJson() {
        String url = simulator(Profile.V2_2_5).url().replace("http://", "http://me:geheim@");
        Outcome outcome = run(url, "--token", "geheim", "--json");
        JsonObject json = new JsonObject(outcome.output());
        assertThat(outcome.code()).isZero();
        assertThat(json.getString("state")).isEqualTo("known");
        assertThat(json.getString("line")).isEqualTo("2.x");
        assertThat(json.getString("version")).isEqualTo("v2.2.5-20260422");
        assertThat(json.getString("probed_at")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(json.getJsonArray("evidence").getJsonObject(1).getMap())
                .containsEntry("route", "GET /varz")
                .containsEntry("status", 200);
        assertThat(outcome.output()).doesNotContain("geheim").doesNotContain("me:");
    }

    @Test
    void nobodyThereIs1() {
        Outcome outcome = run("http://me:geheim@127.0.0.1:" + LoopbackPort.choose());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("is not reachable: no connection").doesNotContain("geheim");
    }

    @Test
    void aMissingOrWrongTokenIs2() {
        String url = simulator(Profile.V2_2_5).url();
        assertThat(run(url).code()).isEqualTo(2);
        Outcome wrong = run(url, "--token", "wrong-token");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.output()).contains("token missing or wrong").doesNotContain("wrong-token");
    }

    @Test
    void aStrangerIs3() {
        int port = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("hello"))
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        Outcome outcome = run("http://127.0.0.1:" + port);
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.output()).contains("what answers there is no WuKongIM");
    }

    @Test
    void aWrongCommandLineIs64AndQuotesNoAddress() {
        assertThat(run().code()).isEqualTo(64);
        Outcome outcome = run("ftp://me:geheim@host");
        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.output()).contains("URL must be an address").doesNotContain("geheim");
    }

    private static Outcome run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "probe";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        ByteArrayOutputStream standard = new ByteArrayOutputStream();
        StringWriter errors = new StringWriter();
        PrintStream before = System.out;
        System.setOut(new PrintStream(standard, true, StandardCharsets.UTF_8));
        try {
            int code = new CommandLine(new WkgateCommand())
                    .setErr(new PrintWriter(errors, true))
                    .setExecutionExceptionHandler(new PlainErrors())
                    .execute(all);
            return new Outcome(code, standard.toString(StandardCharsets.UTF_8) + errors);
        } finally {
            System.setOut(before);
        }
    }

    private record Outcome(int code, String output) {}
}
