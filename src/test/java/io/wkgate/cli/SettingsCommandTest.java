package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.SettingsReference;
import org.junit.jupiter.api.Test;

/** The promise: {@code settings} prints the sample file, and {@code settings markdown} the reference page, to the byte. */
class SettingsCommandTest {

    @Test
    void theReferencePageIsPrinted() {
        assertThat(CommandRun.of("settings", "markdown"))
                .isEqualTo(new CommandRun(0, SettingsReference.markdown(), ""));
    }

    @Test
    void theSampleFileIsPrinted() {
        assertThat(CommandRun.of("settings")).isEqualTo(new CommandRun(0, SettingsReference.yaml(), ""));
        assertThat(CommandRun.of("settings", "yaml")).isEqualTo(CommandRun.of("settings"));
    }
}
