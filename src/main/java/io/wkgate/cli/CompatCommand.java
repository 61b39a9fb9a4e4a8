package io.wkgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.CompatJson;
import io.wkgate.compat.CompatView;
import io.wkgate.compat.Language;
import io.wkgate.compat.MarkdownReport;
import io.wkgate.compat.Matrix;
import io.wkgate.compat.RunningNode;
import io.wkgate.compat.TerminalReport;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.StatusJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wkgate compat}. Asks a running gateway which WuKongIM it stands before; needs none. */
@Command(
        name = "compat",
        description = "Show what works on your WuKongIM, what is degraded and why, and what an upgrade would change.",
        footer = {
            "",
            "Which WuKongIM you run is learned from the first of --from, --upstream, and the running gateway, if one answers."
        },
        mixinStandardHelpOptions = true)
final class CompatCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final OpsClient ops = new OpsClient();

    @Option(names = "--from", paramLabel = "VERSION", description = "Show it for this version, such as v2.0.4.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "VERSION", description = "Only what an upgrade to this version changes.")
    private @Nullable String to;

    @Option(names = "--upstream", paramLabel = "URL", description = "Ask the WuKongIM at this address what it is.")
    private @Nullable String upstream;

    @Option(
            names = "--token",
            defaultValue = "${env:WKGATE_UPSTREAM_TOKEN:-}",
            description = "Its manager token (default: the variable WKGATE_UPSTREAM_TOKEN).")
    private String token = "";

    @Option(names = "--lang", description = "en or zh (default: en).")
    private Language language = Language.EN;

    @Option(names = "--json", description = "Answer as /v1/compat does.")
    private boolean json;

    @Option(names = "--markdown", description = "Write the page compat-matrix/REPORT.md, whatever runs here.")
    private boolean markdown;

    @Override
    public Integer call() {
        Matrix matrix = Matrix.load();
        if (markdown) {
            print(MarkdownReport.of(matrix, language));
            return 0;
        }
        CompatView view = view(matrix);
        Optional<String> target = Optional.ofNullable(to).map(name -> measured(matrix, name));
        print(json ? CompatJson.of(view).encodePrettily() + "\n" : TerminalReport.of(view, language, target));
        return 0;
    }

    private CompatView view(Matrix matrix) {
        if (from != null) {
            return CompatView.about(matrix, List.of(), from).orElseThrow(() -> unknown(matrix, "--from"));
        }
        return CompatView.of(matrix, nodes());
    }

    private List<RunningNode> nodes() {
        if (upstream != null) {
            ProbeResult result = new OneProbe(upstream, token).run(spec);
            return List.of(RunningNode.of(StatusJson.of(result)));
        }
        // Where nobody answers and nobody was named, the matrix alone is what was asked for.
        return ops.named() || ops.answers() ? asked() : List.of();
    }

    private List<RunningNode> asked() {
        JsonArray nodes = ops.call("GET", "/v1/upstream").getJsonArray("nodes");
        return nodes.stream().map(node -> RunningNode.of((JsonObject) node)).toList();
    }

    private String measured(Matrix matrix, String version) {
        return CompatView.measured(matrix, version).orElseThrow(() -> unknown(matrix, "--to"));
    }

    private RuntimeException unknown(Matrix matrix, String option) {
        String sentence = option + " is none of " + String.join(", ", CompatView.askable(matrix));
        return spec == null ? new CommandException(sentence) : new ParameterException(spec.commandLine(), sentence);
    }

    /** The report is UTF-8 whatever the console is. */
    private static void print(String text) {
        System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
