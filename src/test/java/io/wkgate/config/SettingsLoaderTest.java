package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: every setting can be given by file and by environment, environment beats file beats default, what is not
 * understood stops the start with every mistake at once, and no secret is quoted.
 */
class SettingsLoaderTest {

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("wkgate.yaml"), content);
    }

    private static Settings environment(Map<String, String> variables) {
        return SettingsLoader.load(null, variables);
    }

    private static String variable(String name) {
        return "WKGATE_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Test
    void withoutAnythingEverySettingHasItsDefault() {
        assertThat(environment(Map.of())).isEqualTo(EverySetting.DEFAULTS);
    }

    @Test
    void theListNamesEverySetting() {
        assertThat(EverySetting.VALUES.keySet())
                .containsExactlyElementsOf(SettingDescription.all().stream()
                        .map(SettingDescription::name)
                        .toList());
    }

    @Test
    void everySettingCanBeGivenInTheFile() throws Exception {
        StringBuilder yaml = new StringBuilder();
        EverySetting.VALUES.keySet().stream()
                .map(name -> name.split("\\.")[0])
                .distinct()
                .forEach(group -> {
                    yaml.append(group).append(":\n");
                    EverySetting.VALUES.forEach((name, value) -> {
                        if (name.startsWith(group + ".")) {
                            yaml.append("  ")
                                    .append(name.substring(group.length() + 1))
                                    .append(": ")
                                    .append(value)
                                    .append('\n');
                        }
                    });
                });
        assertThat(SettingsLoader.load(file(yaml.toString()), Map.of())).isEqualTo(EverySetting.GIVEN);
    }

    @Test
    void everySettingCanBeGivenByAVariable() {
        assertThat(environment(EverySetting.VALUES.entrySet().stream()
                        .collect(Collectors.toMap(entry -> variable(entry.getKey()), Map.Entry::getValue))))
                .isEqualTo(EverySetting.GIVEN);
    }

    @Test
    void everySettingCanBeGivenInAFileThatAVariableNames() {
        assertThat(environment(EverySetting.VALUES.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> variable(entry.getKey()) + "_FILE",
                                entry -> written(entry.getKey(), entry.getValue() + "\n")))))
                .isEqualTo(EverySetting.GIVEN);
    }

    private String written(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNameWithDotsIsTheSameAsNestedOnes() throws Exception {
        assertThat(SettingsLoader.load(file("intake.port: 5\n"), Map.of())
                        .intake()
                        .port())
                .isEqualTo(5);
    }

    @Test
    void environmentBeatsFileBeatsDefault() throws Exception {
        Path file = file("intake:\n  port: 5\n  host: 127.0.0.3\n");
        Settings settings = SettingsLoader.load(file, Map.of("WKGATE_INTAKE_PORT", "7"));
        assertThat(settings.intake().port()).isEqualTo(7);
        assertThat(settings.intake().host()).isEqualTo("127.0.0.3");
        assertThat(settings.intake().grpcPort()).isEqualTo(6979);
        String secret = written("port", " 8 \n");
        assertThat(SettingsLoader.load(file, Map.of("WKGATE_INTAKE_PORT_FILE", secret))
                        .intake()
                        .port())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "# nothing\n", "intake:\n", "intake:\n  # port: 6970\nops: ~\n", "intake:\n  port:\n"})
    void whatIsLeftOutInTheFileHasItsDefault(String yaml) throws Exception {
        assertThat(SettingsLoader.load(file(yaml), Map.of())).isEqualTo(EverySetting.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "0x10", "1_000", "12:30:45", "2024-01-01", "yes", "off", "1e3", "1.0", "0o7"})
    void aTextInTheFileStaysAsItIsWritten(String text) throws Exception {
        Settings settings = SettingsLoader.load(file("ops:\n  key: " + text + "\n"), Map.of());
        assertThat(settings.ops().key()).contains(new Secret(text));
    }

    @Test
    void anUnknownSettingIsToldWithWhatWasProbablyMeant() throws Exception {
        Path file = file("intake:\n  prot: 5\n  nonsense: 1\nextra: 1\nempty:\n");
        assertThatThrownBy(() -> SettingsLoader.load(
                        file, Map.of("WKGATE_OPS_PROT", "5", "WKGATE_OPS_KYE_FILE", "/x", "WKGATE_OTHER", "1")))
                .isInstanceOf(SettingsException.class)
                .message()
                .contains("there is no setting intake.prot; did you mean intake.port?")
                .contains("there is no setting intake.nonsense")
                .contains("there is no setting extra")
                .contains("there is no setting empty")
                .contains("WKGATE_OPS_PROT names no setting; did you mean WKGATE_OPS_PORT?")
                .contains("WKGATE_OPS_KYE_FILE names no setting; did you mean WKGATE_OPS_KEY_FILE?")
                .contains("WKGATE_OTHER names no setting");
    }

    @Test
    void everyMistakeIsListedAtOnce() throws Exception {
        Path file = file("intake:\n  port: 70000\n  hold: soon\ndatabase:\n  layout: mine\n");
        assertThatThrownBy(() -> SettingsLoader.load(
                        file, Map.of("WKGATE_DATABASE_URL", "x", "WKGATE_OPS_KEY_FILE", "/none", "WKGATE_X", "")))
                .isInstanceOf(SettingsException.class)
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(6))
                .contains("intake.port (WKGATE_INTAKE_PORT) must be at most 65535")
                .contains("intake.hold (WKGATE_INTAKE_HOLD) must be a duration")
                .contains("database.layout (WKGATE_DATABASE_LAYOUT) must be one of native, tsdd")
                .contains("database.url (WKGATE_DATABASE_URL) must look like mysql://")
                .contains("WKGATE_OPS_KEY_FILE names cannot be read")
                .contains("WKGATE_X");
    }

    @ParameterizedTest
    @CsvSource({
        "intake.tls-certificate, intake.tls-key",
        "intake.tls-key, intake.tls-certificate",
        "intake.grpc-client-ca, intake.tls-certificate",
        "api.tls-certificate, api.tls-key",
        "api.tls-key, api.tls-certificate",
        "api.client-ca, api.tls-certificate",
        "ops.tls-certificate, ops.tls-key",
        "ops.tls-key, ops.tls-certificate"
    })
    void whatSaysNothingAloneIsAMistake(String alone, String needed) {
        assertThatThrownBy(() -> environment(Map.of(variable(alone), "/a.pem")))
                .isInstanceOf(SettingsException.class)
                .hasMessage(alone + " (" + variable(alone) + ") needs " + needed);
    }

    @Test
    void theTlsOfTheDatabaseHasWhatItNeeds() {
        String url = "mysql://u:p@h/n";
        assertThatThrownBy(() -> environment(Map.of("WKGATE_DATABASE_TLS", "required")))
                .hasMessage("database.tls (WKGATE_DATABASE_TLS) needs database.url");
        assertThatThrownBy(() -> environment(Map.of("WKGATE_DATABASE_URL", url, "WKGATE_DATABASE_TLS", "verify-ca")))
                .hasMessage("database.tls (WKGATE_DATABASE_TLS) verify-ca needs database.ca");
        assertThatThrownBy(() -> environment(Map.of("WKGATE_DATABASE_URL", url, "WKGATE_DATABASE_CA", "/a.pem")))
                .hasMessage("database.ca (WKGATE_DATABASE_CA) needs database.tls verify-ca or verify-full");
        assertThatThrownBy(() -> environment(Map.of("WKGATE_DATABASE_URL", url, "WKGATE_DATABASE_TLS", "on")))
                .hasMessageContaining("must be one of off, required, verify-ca, verify-full");
    }

    @Test
    void aVariableAndItsFileTogetherAreAMistake() {
        assertThatThrownBy(() -> environment(Map.of("WKGATE_OPS_KEY", "a", "WKGATE_OPS_KEY_FILE", "b")))
                .hasMessageContaining("are both set; keep one");
    }

    @Test
    void aFileThatIsNoYamlIsToldWithItsLineAndWithoutItsContent() throws Exception {
        Path file = file("ops:\n  key: \"SECRET\nintake: [\n");
        assertThatThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("not YAML")
                .hasMessageContaining("line ")
                .hasMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*SECRET", "!SECRET x", "!!SECRET x", "!SECRET!x y", "\"a\\xSECRET\"", "a: SECRET: b"})
    void aTextThatNeedsQuotesAndHasNoneIsNotQuotedInTheMistake(String text) throws Exception {
        Path file = file("ops:\n  key: " + text + "\n");
        assertThatThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 2: not YAML: ")
                .hasMessageNotContaining("SE");
    }

    @Test
    void aSettingGivenTwiceIsAMistake() throws Exception {
        Path file = file("ops:\n  key: SECRET\n  key: SECRET2\n");
        assertThatThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void aFileThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> SettingsLoader.load(folder.resolve("none.yaml"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://u:SECRET@h", "u:SECRET", "mysql://u:SE CRET@h/n", "jdbc:mysql://h/n?password=SECRET"})
    void noMistakeQuotesASecret(String url) {
        assertThatThrownBy(() -> environment(Map.of("WKGATE_DATABASE_URL", url)))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("CRET")
                .hasNoCause();
    }

    @Test
    void noSettingsTextQuotesASecret() {
        Settings settings = environment(Map.of(
                "WKGATE_DATABASE_URL", "mysql://u:SECRET@h/n",
                "WKGATE_INTAKE_TOKEN", "SECRET",
                "WKGATE_OPS_KEY", "SECRET"));
        assertThat(settings.ops().key()).contains(new Secret("SECRET"));
        assertThat(settings.toString()).doesNotContain("SECRET").contains("***");
    }

    @ParameterizedTest
    @CsvSource({
        "WKGATE_SERVICE_HOST, 10.0.0.1",
        "WKGATE_SERVICE_PORT, 6970",
        "WKGATE_SERVICE_PORT_INTAKE, 6970",
        "WKGATE_PORT, tcp://10.0.0.1:6970",
        "WKGATE_PORT_6970_TCP, tcp://10.0.0.1:6970",
        "WKGATE_PORT_6970_TCP_PROTO, tcp",
        "WKGATE_PORT_6970_TCP_PORT, 6970",
        "WKGATE_PORT_6970_TCP_ADDR, 10.0.0.1",
        "WKGATE_INTAKE_SERVICE_HOST, 10.0.0.1",
        "WKGATE_INTAKE_SERVICE_PORT, 6970",
        "WKGATE_INTAKE_PORT, tcp://10.0.0.1:6970",
        "WKGATE_OPS_PORT, tcp://10.0.0.1:6990",
        "WKGATE_INTAKE_PORT_6970_TCP, tcp://10.0.0.1:6970",
        "WKGATE_INTAKE_PORT_6970_UDP_ADDR, 10.0.0.1",
        "OTHER_INTAKE_PORT, x"
    })
    void whatKubernetesSetsForAServiceIsNoSetting(String variable, String value) {
        assertThat(environment(Map.of(variable, value))).isEqualTo(EverySetting.DEFAULTS);
    }

    @Test
    void anEmptyVariableUnsetsWhatTheFileGives() throws Exception {
        Path file = file("ops:\n  key: abc\n");
        assertThat(SettingsLoader.load(file, Map.of("WKGATE_OPS_KEY", "")).ops().key())
                .isEmpty();
    }
}
