package io.wkgate.boot;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.GatewayProcess;
import io.wkgate.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway in a JVM of its own of which nobody waits until it serves. */
record StartingProcess(Process process, Path output, int httpPort, int opsPort) implements AutoCloseable {

    private static final long END_LIMIT_SECONDS = 60;

    /** What the gateway prints last when it accepts events. */
    private static final String READY = "/health/ready";

    static StartingProcess on(ConnectionDetails database) throws IOException {
        return start(TestGateway.environment(database, Map.of()));
    }

    static StartingProcess embedded(Path directory) throws IOException {
        ConnectionDetails nowhere = new ConnectionDetails("", 0, "", "", "");
        Map<String, String> environment =
                TestGateway.environment(nowhere, Map.of("WKGATE_DATABASE_DIRECTORY", directory.toString()));
        environment.remove("WKGATE_DATABASE_URL");
        return start(environment);
    }

    private static StartingProcess start(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        int httpPort = LoopbackPort.choose();
        int opsPort = LoopbackPort.choose();
        all.put("WKGATE_INTAKE_PORT", String.valueOf(httpPort));
        all.put("WKGATE_OPS_PORT", String.valueOf(opsPort));
        Path output = Files.createTempFile(Path.of("target"), "starting-", ".log");
        Process process = GatewayProcess.command(all)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new StartingProcess(process, output, httpPort, opsPort);
    }

    URI webhook() {
        return URI.create("http://127.0.0.1:" + httpPort + "/webhook/" + TestGateway.TOKEN + "?event=msg.notify");
    }

    boolean serves() throws IOException {
        return printed().contains(READY);
    }

    String printed() throws IOException {
        return Files.readString(output);
    }

    /** Sends TERM and waits for the end; returns the exit code. */
    int terminate() throws InterruptedException, IOException {
        process.destroy();
        return end();
    }

    /** Waits for the end; returns the exit code. */
    int end() throws InterruptedException, IOException {
        if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the gateway did not end:\n" + printed());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(output);
    }
}
