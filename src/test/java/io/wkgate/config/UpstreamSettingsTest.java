package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: upstream's settings are read from file and variable, lists too, and no password in an address is shown. */
class UpstreamSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void nothingGivenIsNoUpstream() {
        assertThat(variables(Map.of()))
                .isEqualTo(new UpstreamSettings(
                        List.of(),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(variables(Map.of("WKGATE_UPSTREAM_URLS", "")).urls()).isEmpty();
    }

    @Test
    void aVariableHoldsAddressesSeparatedByCommas() {
        UpstreamSettings settings = variables(Map.of(
                "WKGATE_UPSTREAM_URLS", "http://a:5001, https://b.internal/im/ ,http://[::1]:5001",
                "WKGATE_UPSTREAM_TOKEN", "secret",
                "WKGATE_UPSTREAM_TIMEOUT", "2s",
                "WKGATE_UPSTREAM_PROBE_INTERVAL", "5m"));
        assertThat(settings.urls())
                .extracting(UpstreamUrl::base)
                .containsExactly("http://a:5001", "https://b.internal/im", "http://[::1]:5001");
        assertThat(settings.urls())
                .extracting(UpstreamUrl::authority)
                .containsExactly("a:5001", "b.internal", "[::1]:5001");
        assertThat(settings.token()).contains(new Secret("secret"));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.probeInterval()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aFileHoldsAList() throws Exception {
        assertThat(file("upstream:\n  urls:\n    - http://a:5001\n    - http://b:5001\n")
                        .urls())
                .extracting(UpstreamUrl::base)
                .containsExactly("http://a:5001", "http://b:5001");
        assertThat(file("upstream:\n  urls: [http://a:5001]\n").urls()).hasSize(1);
        assertThat(file("upstream:\n  urls: http://a:5001\n").urls()).hasSize(1);
        assertThat(file("upstream:\n  urls: []\n").urls()).isEmpty();
    }

    @Test
    void everyBadAddressIsNamedByItsPlaceAndNotQuoted() {
        assertThatThrownBy(() -> variables(Map.of(
                        "WKGATE_UPSTREAM_URLS", "http://a:5001,ftp://user:geheim@b,http://user:geheim@c/?x=1,:geheim")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("upstream.urls (WKGATE_UPSTREAM_URLS) entry 2 must be an address such as"
                        + " http://wukongim:5001; entry 3 must be an address such as http://wukongim:5001, without ?"
                        + " and #; entry 4 must be an address such as http://wukongim:5001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wukongim:5001", "http://", "http://a:70000", "http:///path", "http://a#b", "http://a b"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> UpstreamUrl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void userAndPasswordAreKeptAndNeverShown() {
        UpstreamUrl url = UpstreamUrl.parse("http://user:geheim@a:5001");
        assertThat(url.userInfo()).contains(new Secret("user:geheim"));
        assertThat(url.base()).isEqualTo("http://a:5001");
        assertThat(url).hasToString("http://a:5001");
        UpstreamSettings settings = variables(
                Map.of("WKGATE_UPSTREAM_URLS", "http://user:geheim@a:5001", "WKGATE_UPSTREAM_TOKEN", "geheim"));
        assertThat(settings.toString()).doesNotContain("geheim").doesNotContain("user");
    }

    @Test
    void timesOutOfRangeAreRefused() {
        assertThatThrownBy(() ->
                        variables(Map.of("WKGATE_UPSTREAM_TIMEOUT", "1ms", "WKGATE_UPSTREAM_PROBE_INTERVAL", "100ms")))
                .hasMessageContaining("upstream.timeout (WKGATE_UPSTREAM_TIMEOUT) must be at least 100 ms")
                .hasMessageContaining("upstream.probe-interval (WKGATE_UPSTREAM_PROBE_INTERVAL) must be at least 1000");
    }

    private static UpstreamSettings variables(Map<String, String> variables) {
        return SettingsLoader.load(null, variables).upstream();
    }

    private UpstreamSettings file(String yaml) throws Exception {
        return SettingsLoader.load(Files.writeString(folder.resolve("wkgate.yaml"), yaml), Map.of())
                .upstream();
    }
}
