package io.wkgate.testing;

import static org.awaitility.Awaitility.await;

import io.wkgate.cli.Main;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A gateway in a JVM of its own, started as a user starts it, to be told to end or to be killed. Its ports are fixed, so
 * that the same settings start it again at the same address.
 */
public final class GatewayProcess implements AutoCloseable {

    /** What the gateway prints last when it accepts events. */
    private static final String READY = "/health/ready";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private static final int LAUNCHES = 5;

    private final Map<String, String> environment;
    private final List<String> program;
    private final Path output;
    private Process process;

    private GatewayProcess(Map<String, String> environment, List<String> program, Path output) throws IOException {
        this.environment = environment;
        this.program = program;
        this.output = output;
        this.process = launch();
    }

    /** Starts one on the database, with the token and key of {@link TestGateway}; returns when it accepts events. */
    public static GatewayProcess start(ConnectionDetails database) throws IOException {
        return start(database, Map.of());
    }

    /**
     * Starts one with further settings.
     *
     * @param variables environment variables of wkgate, which win over the test's own
     */
    public static GatewayProcess start(ConnectionDetails database, Map<String, String> variables) throws IOException {
        return start(database, variables, List.of(Main.class.getName()));
    }

    /**
     * Starts one on a machine whose clock is wrong.
     *
     * @param ahead by how much it is ahead; negative if it is behind
     */
    public static GatewayProcess startWithClock(
            ConnectionDetails database, Map<String, String> variables, Duration ahead) throws IOException {
        return start(database, variables, List.of(WrongClockMain.class.getName(), ahead.toString()));
    }

    private static GatewayProcess start(ConnectionDetails database, Map<String, String> variables, List<String> program)
            throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("WKGATE_INTAKE_PORT", String.valueOf(LoopbackPort.choose()));
        environment.put("WKGATE_INTAKE_GRPC_PORT", String.valueOf(LoopbackPort.choose()));
        environment.put("WKGATE_API_PORT", String.valueOf(LoopbackPort.choose()));
        environment.put("WKGATE_OPS_PORT", String.valueOf(LoopbackPort.choose()));
        environment.putAll(variables);
        return new GatewayProcess(
                TestGateway.environment(database, environment),
                program,
                Files.createTempFile(Path.of("target"), "gateway-", ".log"));
    }

    /** Starts it again where upstream knows it, after {@link #kill()} or {@link #terminate()}. */
    public void restart() throws IOException {
        process = launch();
    }

    /** While it was away another test's server may have been given one of its ports, and may give that back soon. */
    private Process launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return launchOnce();
            } catch (RuntimeException e) {
                if (attempt == LAUNCHES || !output().contains("Address already in use")) {
                    throw e;
                }
            }
            for (String variable : List.of("WKGATE_API_PORT", "WKGATE_OPS_PORT")) {
                environment.put(variable, String.valueOf(LoopbackPort.choose()));
            }
        }
    }

    private Process launchOnce() throws IOException {
        ProcessBuilder builder =
                command(environment, program).redirectErrorStream(true).redirectOutput(output.toFile());
        Process launched = builder.start();
        try {
            awaitReady(launched);
        } catch (RuntimeException e) {
            launched.destroyForcibly();
            throw e;
        }
        return launched;
    }

    /** What starts a gateway, with no other settings than these. */
    public static ProcessBuilder command(Map<String, String> environment) {
        return command(environment, List.of(Main.class.getName()));
    }

    private static ProcessBuilder command(Map<String, String> environment, List<String> program) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Two tests' JVMs on two cores: a quick start is worth more than fast code.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("WKGATE_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private void awaitReady(Process launched) {
        await().atMost(START_LIMIT)
                .failFast(() -> {
                    if (!launched.isAlive()) {
                        throw new IllegalStateException("the gateway ended before it accepted events:\n" + output());
                    }
                })
                .until(() -> output().contains(READY));
    }

    public int httpPort() {
        return port("WKGATE_INTAKE_PORT");
    }

    public int grpcPort() {
        return port("WKGATE_INTAKE_GRPC_PORT");
    }

    public int apiPort() {
        return port("WKGATE_API_PORT");
    }

    public int opsPort() {
        return port("WKGATE_OPS_PORT");
    }

    private int port(String variable) {
        return Integer.parseInt(environment.get(variable));
    }

    /** The address of one kind of event. */
    public URI webhook(String event) {
        return URI.create("http://127.0.0.1:" + httpPort() + "/webhook/" + TestGateway.TOKEN + "?event=" + event);
    }

    /** The address of something on the ops listener. */
    public URI ops(String path) {
        return URI.create("http://127.0.0.1:" + opsPort() + path);
    }

    /** Ends it at once, as {@code kill -9} or the kernel would. Returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Makes it stand still, as a machine that is put to sleep: its connections stay open and nobody answers. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #pause()}, as if no time had passed. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("Cannot send SIG" + name + " to the gateway.");
        }
    }

    /** Sends TERM and does not wait. */
    public void askToEnd() {
        process.destroy();
    }

    /** Sends TERM and waits for the end; returns the exit code. */
    public int terminate() throws InterruptedException, TimeoutException {
        askToEnd();
        return exitCode();
    }

    /** Waits for the end; returns the exit code. */
    public int exitCode() throws InterruptedException, TimeoutException {
        if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException("the gateway did not end:\n" + output());
        }
        return process.exitValue();
    }

    /** What it has printed since its last start. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        Files.deleteIfExists(output);
    }
}
