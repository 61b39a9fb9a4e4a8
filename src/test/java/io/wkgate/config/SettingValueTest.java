package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: a value is read in every form that the reference page names, and a wrong one is told in words. */
class SettingValueTest {

    private static Settings with(String variable, String value) {
        return SettingsLoader.load(null, Map.of("WKGATE_" + variable, value));
    }

    @ParameterizedTest
    @CsvSource({"1500ms, 1500", "3s, 3000", "0s, 0", "1m, 60000", "' 2 S ', 2000"})
    void durationsAreRead(String text, long millis) {
        assertThat(with("SHUTDOWN_DELAY", text).shutdown().delay()).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"1h, 3600000", "72h, 259200000", "30d, 2592000000"})
    void longDurationsAreReadBeforeTheirRangeIsChecked(String text) {
        assertThatThrownBy(() -> with("INTAKE_HOLD", text)).hasMessageContaining("must be at most 60000 ms");
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1048576", "1024kib, 1048576", "2MiB, 2097152", "1 GiB, 1073741824", "2000000B, 2000000"})
    void sizesAreRead(String text, long bytes) {
        assertThat(with("INTAKE_HOLD_BYTES", text).intake().holdBytes()).isEqualTo(new ByteSize(bytes));
    }

    @Test
    void namesAndFlagsAreReadWhateverTheirCase() {
        assertThat(with("LOG_LEVEL", "Warn").log().level()).isEqualTo(LogSettings.Level.WARN);
        assertThat(with("OPS_METRICS_OPEN", "TRUE").ops().metricsOpen()).isTrue();
        assertThat(with("INTAKE_PORT", " 7 ").intake().port()).isEqualTo(7);
    }

    @Test
    void addressesAreRead() {
        assertThat(with("INTAKE_PUBLIC_URL", "http://wkgate:6970").intake().publicUrl())
                .contains(URI.create("http://wkgate:6970"));
    }

    @ParameterizedTest
    @CsvSource({
        "INTAKE_PORT,        '',              must be a whole number",
        "INTAKE_PORT,        6970.0,          must be a whole number",
        "INTAKE_PORT,        99999999999999999999, must be a whole number",
        "INTAKE_PORT,        -1,              must be at least 0",
        "INTAKE_PORT,        65536,           must be at most 65535",
        "INTAKE_GRPC_PORT,   -2,              must be at least -1",
        "DATABASE_CONNECTIONS, 1,             must be at least 2",
        "INTAKE_HOLD,        5,               must be a duration",
        "INTAKE_HOLD,        -5s,             must be a duration",
        "INTAKE_HOLD,        1.5s,            must be a duration",
        "INTAKE_HOLD,        5 years,         must be a duration",
        "INTAKE_HOLD,        9999999999999999s, must be a duration",
        "INTAKE_HOLD,        61s,             must be at most 60000 ms",
        "INTAKE_HOLD,        999999999999d,   is too large",
        "INTAKE_ENTRY_LIMIT, many,            must be a size",
        "INTAKE_ENTRY_LIMIT, 1TiB,            must be a size",
        "INTAKE_ENTRY_LIMIT, 1,               must be at least 1024 bytes",
        "INTAKE_ENTRY_LIMIT, 2GiB,            must be at most 1073741824 bytes",
        "INTAKE_ENTRY_LIMIT, 999999999999GiB, is too large",
        "OPS_METRICS_OPEN,   yes,             must be true or false",
        "LOG_LEVEL,          loud,            'must be one of debug, info, warn, error'",
        "INTAKE_PUBLIC_URL,  wkgate:6970,     must be an address",
        "INTAKE_PUBLIC_URL,  ftp://wkgate,    must be an address"
    })
    void aValueThatIsWrongIsToldInWords(String variable, String value, String mistake) {
        assertThatThrownBy(() -> with(variable, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("(WKGATE_" + variable + ") " + mistake);
    }

    @ParameterizedTest
    @CsvSource({"a/b", "a?b", "'a b'", "a%2Fb", "令牌"})
    void aTokenThatCannotStandInAnAddressIsRefusedWithoutBeingQuoted(String token) {
        assertThatThrownBy(() -> with("INTAKE_TOKEN", token))
                .hasMessageContaining("intake.token (WKGATE_INTAKE_TOKEN) must be letters, digits")
                .hasMessageNotContaining(token);
    }

    @Test
    void parametersOfADatabaseAddressAreRefusedInsteadOfIgnored() {
        assertThatThrownBy(() -> with("DATABASE_URL", "mysql://u:p@h/db?sslMode=trust"))
                .hasMessageContaining("without ?parameters");
    }
}
