package io.wkgate.cli;

import io.wkgate.config.SettingsReference;
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
        System.out.print(
                switch (form) {
                    case YAML -> SettingsReference.yaml();
                    case MARKDOWN -> SettingsReference.markdown();
                });
        return 0;
    }
}
