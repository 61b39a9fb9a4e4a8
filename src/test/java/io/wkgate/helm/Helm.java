package io.wkgate.helm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program helm. */
final class Helm {

    static final Path CHART = Path.of("helm", "wkgate");

    private static final Path OWN = Path.of("target", "tools", "helm").toAbsolutePath();
    private static final Path HOME = Path.of("target", "helm-home").toAbsolutePath();
    private static final long SECONDS = 60;

    /** One that go install made knows no Kubernetes' version of its own. */
    private static final List<String> CLUSTER = List.of("--kube-version", "1.34.0");

    private final Path program;

    private Helm(Path program) {
        this.program = program;
    }

    /** Skips the test, with a sentence, where there is no helm. */
    static Helm orSkip() {
        Optional<Path> found = onPath("helm").or(() -> Optional.of(OWN).filter(Files::isExecutable));
        assumeTrue(found.isPresent(), "there is no helm here: .ci/install-helm makes one, where there is Go");
        return new Helm(found.orElseThrow());
    }

    static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** How it ended. */
    record Outcome(int code, String out, String errors) {

        String success() {
            if (code != 0) {
                throw new AssertionError("helm ended with " + code + ":\n" + errors + out);
            }
            return out;
        }
    }

    /** Renders the chart as release {@code wkgate} in the namespace {@code chat}. */
    Outcome template(Path values, String... more) throws IOException, InterruptedException {
        return template(CHART, values, more);
    }

    /** The same of a changed copy of the chart. */
    Outcome template(Path chart, Path values, String... more) throws IOException, InterruptedException {
        return template(new Release("wkgate", "chat"), chart, values, more);
    }

    /** Where the chart is installed, and as what. */
    record Release(String name, String namespace) {}

    /** The same as another release. */
    Outcome template(Release release, Path chart, Path values, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("template", release.name(), chart.toString()));
        arguments.addAll(CLUSTER);
        arguments.addAll(List.of("--namespace", release.namespace(), "--values", values.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    /** Nothing of the user's own helm and clusters is used. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path home = Files.createDirectories(HOME);
        Path errors = Files.createTempFile(home, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "HELM_CACHE_HOME", home.toString(),
                        "HELM_CONFIG_HOME", home.toString(),
                        "HELM_DATA_HOME", home.toString(),
                        "HOME", home.toString(),
                        "KUBECONFIG", home.resolve("none").toString()));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("helm did not end: " + command);
        }
        String said = Files.readString(errors);
        Files.delete(errors);
        return new Outcome(process.exitValue(), out, said);
    }
}
