package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise: the reference page and the sample file say what the settings themselves say. */
class SettingsReferenceTest {

    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final Path SAMPLE = Path.of("conf", "wkgate.yaml");

    @TempDir
    private Path folder;

    @Test
    void thePageIsWhatTheSettingsSay() throws Exception {
        assertThat(Files.readString(PAGE))
                .as("make it anew: java -jar target/wkgate.jar settings markdown > docs/configuration.md")
                .isEqualTo(SettingsReference.markdown());
    }

    @Test
    void theSampleIsWhatTheSettingsSay() throws Exception {
        assertThat(Files.readString(SAMPLE))
                .as("make it anew: java -jar target/wkgate.jar settings yaml > conf/wkgate.yaml")
                .isEqualTo(SettingsReference.yaml());
    }

    @Test
    void theSampleChangesNothing() {
        assertThat(SettingsLoader.load(SAMPLE, Map.of())).isEqualTo(SettingsLoader.load(null, Map.of()));
    }

    @Test
    void theSampleLoadsWithEveryLineUncommented() throws Exception {
        String uncommented = Files.readString(SAMPLE)
                .lines()
                .map(line -> line.replaceFirst("^  # ([a-z-]+:|  )", "  $1"))
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve("all.yaml"), uncommented);
        assertThat(uncommented).contains("\n  port: 6970").contains("\n      concurrency: 4");
        String example = "[{\"name\":\"business\",\"url\":\"http://business:8090/v2/webhook\"}]";
        assertThat(SettingsLoader.load(file, Map.of()))
                .isEqualTo(SettingsLoader.load(null, Map.of("WKGATE_RELAY_DESTINATIONS", example)));
    }

    @Test
    void pageAndSampleNameEveryKeyOfADestination() {
        assertThat(SettingDescription.of(DestinationSettings.class)).hasSize(14).allSatisfy(key -> {
            assertThat(SettingsReference.markdown()).contains("\n| `" + key.name() + "` | ");
            assertThat(SettingsReference.yaml()).containsPattern("\n  #   [- ] " + key.name() + ":");
        });
    }

    @Test
    void thePageNamesEverySettingAndItsVariable() {
        assertThat(SettingDescription.all())
                .allSatisfy(setting -> assertThat(SettingsReference.markdown())
                        .contains("| `" + setting.name() + "` | `" + setting.variable() + "` |"));
    }
}
