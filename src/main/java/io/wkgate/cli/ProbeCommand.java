package io.wkgate.cli;

import io.wkgate.upstream.Capability;
import io.wkgate.upstream.Evidence;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.StatusJson;
import io.wkgate.upstream.UpstreamReport;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wkgate probe URL}. Needs no settings and no gateway. */
@Command(
        name = "probe",
        description = "Tell which WuKongIM answers at an address, and from what that follows.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ProbeCommand.USAGE,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:a WuKongIM that wkgate knows",
            " 1:not reachable",
            " 2:token missing or wrong",
            " 3:not a WuKongIM",
            "64:the command line is wrong"
        })
final class ProbeCommand implements Callable<Integer> {

    /** Picocli's own code for a mistake in the command line, 2, means something else here. */
    static final int USAGE = 64;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "The address of WuKongIM's HTTP API, such as http://127.0.0.1:5001.")
    private String url = "";

    @Option(
            names = "--token",
            defaultValue = "${env:WKGATE_UPSTREAM_TOKEN:-}",
            description = "Its manager token (default: the variable WKGATE_UPSTREAM_TOKEN).")
    private String token = "";

    @Option(names = "--json", description = "Answer as /v1/upstream does.")
    private boolean json;

    @Override
    public Integer call() {
        ProbeResult result = new OneProbe(url, token).run(spec);
        System.out.println(json ? StatusJson.of(result).encodePrettily() : text(result));
        if (result instanceof ProbeResult.Recognised) {
            return 0;
        } else if (result instanceof ProbeResult.TokenRefused) {
            return 2;
        }
        return result instanceof ProbeResult.Unrecognised ? 3 : 1;
    }

    private static String text(ProbeResult result) {
        StringBuilder text = new StringBuilder();
        text.append(result.node().url().base())
                .append(" ")
                .append(result.description())
                .append("\n\nevidence\n");
        for (Evidence evidence : result.evidence()) {
            String status = evidence.status().isPresent()
                    ? Integer.toString(evidence.status().getAsInt())
                    : "–";
            text.append("  %-33s %3s  %s%n".formatted(evidence.route(), status, evidence.shows()));
        }
        if (result instanceof ProbeResult.Recognised recognised) {
            known(recognised.report(), text);
        }
        return text.toString().stripTrailing();
    }

    private static void known(UpstreamReport report, StringBuilder text) {
        text.append("\ncapabilities of dialect ")
                .append(report.dialect().line())
                .append("\n");
        for (Capability capability : report.dialect().capabilities()) {
            text.append("  %-17s it %s%n".formatted(capability.label(), capability.sentence()));
        }
        report.warnings().forEach(warning -> text.append("\nwarning: ").append(warning));
    }
}
