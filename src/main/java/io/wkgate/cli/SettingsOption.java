package io.wkgate.cli;

import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, which every command that reads settings takes. */
final class SettingsOption {

    private static final Path DEFAULT = Path.of("conf", "wkgate.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings (default: conf/wkgate.yaml, if it is there).")
    private @Nullable Path file;

    Settings load() {
        if (file != null && !Files.isReadable(file)) {
            throw new CommandException("the settings cannot be read: " + file);
        }
        Path used = file != null ? file : Files.isReadable(DEFAULT) ? DEFAULT : null;
        return SettingsLoader.load(used, System.getenv());
    }
}
