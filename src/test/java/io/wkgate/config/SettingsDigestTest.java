package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: the digest changes with every setting that should be the same on all replicas, and holds nothing of a secret,
 * nor of what may differ.
 */
class SettingsDigestTest {

    private static final String DESTINATIONS = """
            [{"name": "business", "url": "http://hidden1:hidden2@business:8090/webhook?key=hidden3",
              "headers": {"Authorization": "Bearer hidden4"},
              "secret": ["whsec_aGlkZGVuNWhpZGRlbjVoaWRkZW41aGlkZGVuNQ=="]}]""";

    private static final Map<String, String> GIVEN = Map.of(
            "WKGATE_INTAKE_TOKEN", "hidden6",
            "WKGATE_API_KEY", "hidden7",
            "WKGATE_OPS_KEY", "hidden8",
            "WKGATE_UPSTREAM_TOKEN", "hidden9",
            "WKGATE_UPSTREAM_URLS", "http://hidden10:hidden11@wukongim:5001",
            "WKGATE_DATABASE_URL", "mysql://hidden12:hidden13@db/wkgate",
            "WKGATE_RELAY_DESTINATIONS", DESTINATIONS);

    private static Settings settings(String... changes) {
        Map<String, String> environment = new HashMap<>(GIVEN);
        for (int i = 0; i < changes.length; i += 2) {
            environment.put(changes[i], changes[i + 1]);
        }
        return SettingsLoader.load(null, environment);
    }

    private static String digest(String... changes) {
        return HexFormat.of().formatHex(SettingsDigest.of(settings(changes)));
    }

    @Test
    void nothingOfASecretIsDigested() {
        assertThat(SettingsDigest.text(settings()))
                .contains("upstream.token=set", "http://business:8090/webhook", "http://wukongim:5001")
                .doesNotContain("hidden", "aGlkZGVu", "***");
        assertThat(digest(
                        "WKGATE_INTAKE_TOKEN", "another",
                        "WKGATE_DATABASE_URL", "mysql://other:password@elsewhere/wkgate",
                        "WKGATE_RELAY_DESTINATIONS", DESTINATIONS.replace("hidden4", "another")))
                .isEqualTo(digest())
                .hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({
        "WKGATE_INTAKE_PORT, 1234",
        "WKGATE_API_HOST, 10.0.0.1",
        "WKGATE_INTAKE_GRPC_HOST, 10.0.0.1",
        "WKGATE_INTAKE_PUBLIC_URL, http://other:6970",
        "WKGATE_DATABASE_DIRECTORY, elsewhere",
        "WKGATE_LOG_LEVEL, debug"
    })
    void whatMayDifferDoesNotCount(String variable, String value) {
        assertThat(digest(variable, value)).isEqualTo(digest());
    }

    @ParameterizedTest
    @CsvSource({
        "WKGATE_GAP_GRACE, 11s",
        "WKGATE_REVOKE_WINDOW, 3m",
        "WKGATE_REVOKE_OTHERS, owner",
        "WKGATE_UPSTREAM_URLS, http://other:5001",
        "WKGATE_INTAKE_HOLD_BYTES, 32MiB",
        "WKGATE_DATABASE_LAYOUT, tsdd",
        "WKGATE_SHUTDOWN_TIMEOUT, 20s"
    })
    void whatShouldBeTheSameCounts(String variable, String value) {
        assertThat(digest(variable, value)).isNotEqualTo(digest());
    }

    @Test
    void soDoesEveryKeyOfADestinationAndWhetherASecretIsSet() {
        assertThat(Stream.of(
                                DESTINATIONS,
                                DESTINATIONS.replace("8090", "8091"),
                                DESTINATIONS.replace("Authorization", "X-Authorization"),
                                DESTINATIONS.replace("\"name\"", "\"timeout\": \"20s\", \"name\""),
                                "[]")
                        .map(each -> digest("WKGATE_RELAY_DESTINATIONS", each)))
                .doesNotHaveDuplicates();
        assertThat(digest("WKGATE_UPSTREAM_TOKEN", "")).isNotEqualTo(digest());
    }

    @Test
    void itIsTheSameInEveryProcess() {
        // Maps and sets have another order in each; what is digested has one.
        assertThat(SettingsDigest.text(settings()).lines().filter(line -> line.startsWith("relay.destinations=")))
                .hasSize(1);
        assertThat(Arrays.equals(SettingsDigest.of(settings()), SettingsDigest.of(settings())))
                .isTrue();
    }
}
