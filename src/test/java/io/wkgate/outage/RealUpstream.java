package io.wkgate.outage;

import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real server of one version, from the folder that {@code WUKONGIM_HOME} names. */
public final class RealUpstream implements TestUpstream {

    private final Path directory;
    private final ProcessBuilder program;
    private Process process;
    private final boolean three;
    private final String api;
    private final URI webSocket;
    private final String manager;

    /** Starts one that calls a webhook, and waits until it stores messages. */
    RealUpstream(Scenario scenario, String webhook) {
        this(scenario.version(), webhook, scenario.patient(), Map.of());
        awaitReady();
    }

    private RealUpstream(String version, String webhook, boolean patient, Map<String, String> environment) {
        try {
            three = version.startsWith("v3");
            directory = Files.createTempDirectory("wukongim-" + version);
            int port = LoopbackPort.choose();
            api = "http://127.0.0.1:" + port;
            RealServerConfiguration configuration = new RealServerConfiguration(port, webhook, patient);
            webSocket = URI.create(configuration.webSocket());
            manager = configuration.manager();
            Path file = directory.resolve(three ? "wukongim.toml" : "wk.yaml");
            Files.writeString(file, three ? configuration.toml() : configuration.yaml());
            program = new ProcessBuilder(
                            Path.of(System.getenv("WUKONGIM_HOME"), version).toString(),
                            three ? "-config" : "--config",
                            file.toString())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("output.log").toFile()));
            program.environment().putAll(environment);
            process = program.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one without a webhook, and waits for nothing.
     *
     * @param environment such as {@code WK_MANAGERTOKEN}, which v1 and v2 take for their own settings
     */
    public static RealUpstream launch(String version, Map<String, String> environment) {
        return new RealUpstream(version, "", false, environment);
    }

    /** Starts one without a webhook, and waits until it stores messages. */
    public static RealUpstream start(String version) {
        RealUpstream upstream = launch(version, Map.of());
        upstream.awaitReady();
        return upstream;
    }

    /** Starts one that calls a webhook, and waits until it stores messages. */
    public static RealUpstream start(String version, String webhook) {
        return start(version, webhook, Map.of());
    }

    /**
     * Starts one that calls a webhook, and waits until it stores messages.
     *
     * @param environment which v1 and v2 take for their own settings
     */
    public static RealUpstream start(String version, String webhook, Map<String, String> environment) {
        RealUpstream upstream = new RealUpstream(version, webhook, false, environment);
        upstream.awaitReady();
        return upstream;
    }

    /** Asks it to end, and waits until it has. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void restart() {
        try {
            process = program.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** v2.2.5 answers before it can store: its first messages are lost (measured). So ready is a message that is stored. */
    private void awaitReady() {
        UpstreamClient client = new UpstreamClient(api);
        await().ignoreExceptions().until(() -> {
            client.createGroup("warmup", "w1", "w2");
            return client.sendAndFind("warmup", "w1");
        });
    }

    @Override
    public String api() {
        return api;
    }

    /** Where chat clients connect. */
    public URI webSocket() {
        return webSocket;
    }

    @Override
    public Optional<String> manager() {
        return three ? Optional.of(manager) : Optional.empty();
    }

    @Override
    public Optional<Set<Long>> dropped() {
        return Optional.empty();
    }

    @Override
    public double timeScale() {
        return 1;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
