package io.wkgate.cli;

import io.wkgate.config.SettingsReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wkgate settings}. */
@Command(
        name = "settings",
        description = "Print every setting with its default and what it does.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FORM", defaultValue = "yaml", description = "yaml or markdown (default: yaml).")
    private Form form = Form.YAML;

    enum Form {
        YAML,
        MARKDOWN
    }

    @Override
    public Integer call() {
        String text = switch (form) {
            case YAML -> SettingsReference.yaml();
            case MARKDOWN -> SettingsReference.markdown();
        };
        // The files are UTF-8 whatever the console is.
        System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return 0;
    }
}
