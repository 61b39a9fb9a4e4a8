package io.wkgate.benchmark;

import io.wkgate.cli.Main;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.TestGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A gateway in a JVM of its own, with 512 MiB of heap. */
final class BenchmarkGateway implements AutoCloseable {

    private static final String PATH = "/webhook/" + TestGateway.TOKEN;
    private static final String READY = "wkgate is ready.";

    private static final Pattern PROBLEM = Pattern.compile(" WARN | ERROR |OutOfMemoryError");

    private final Process process;
    private final int port;

    private BenchmarkGateway(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one and returns when it listens.
     *
     * @param javaOptions further options of the JVM
     */
    static BenchmarkGateway start(ConnectionDetails database, String classPath, List<String> javaOptions)
            throws IOException {
        return start(database, classPath, javaOptions, Map.of());
    }

    /**
     * Starts one with further settings.
     *
     * @param variables environment variables of wkgate
     */
    static BenchmarkGateway start(
            ConnectionDetails database, String classPath, List<String> javaOptions, Map<String, String> variables)
            throws IOException {
        int port = LoopbackPort.choose();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "serve"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(TestGateway.environment(database, Map.of("WKGATE_INTAKE_PORT", String.valueOf(port))));
        // The samples' numbers are no channel's: every one would be a gap. What finding costs is a benchmark of its
        // own.
        builder.environment().put("WKGATE_GAP_FIND", "false");
        builder.environment().putAll(variables);
        Process process = builder.start();
        awaitReady(process.inputReader());
        return new BenchmarkGateway(process, port);
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = output.readLine();
            if (line == null) {
                throw new IOException("the gateway ended:\n" + String.join("\n", lines));
            }
            lines.add(line);
        } while (!line.equals(READY));
        Thread rest = new Thread(() -> printProblems(output), "gateway output");
        rest.setDaemon(true);
        rest.start();
    }

    private static void printProblems(BufferedReader output) {
        try {
            boolean shown = false;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                // What does not begin with a time goes on with the line before: a stack trace.
                shown = PROBLEM.matcher(line).find() || shown && !line.startsWith("20");
                if (shown) {
                    System.out.println(line);
                }
            }
        } catch (IOException e) {
            // Closed with the process.
        }
    }

    BodyWriter open(List<SampleMessage> messages) throws IOException {
        return new WebhookWriter(port, new NotifyBody(PATH, messages)::with);
    }

    /** With channels and numbers of their own; the messages are of {@link ManyChannels#samples}. */
    BodyWriter open(List<SampleMessage> messages, ManyChannels channels) throws IOException {
        NotifyBody body = new NotifyBody(PATH, messages);
        ManyChannels.Walk walk = channels.walk();
        return new WebhookWriter(port, firstId -> body.with(firstId, walk.places(messages.size())));
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The most memory that it has had in RAM, in KiB; only on Linux. */
    long peakResidentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
