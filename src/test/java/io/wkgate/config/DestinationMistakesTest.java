package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: every mistake in the relay's destinations stops the start, all of them at once, each named by its
 * destination and key, and none of them quotes a value.
 */
class DestinationMistakesTest {

    private static final String NAMED = "relay.destinations[business].";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uri: geheim                        | has no setting uri; did you mean url?",
                "rate_limit: 5                      | has no setting rate_limit; did you mean rate-limit?",
                "retries: 5                         | has no setting retries",
                "secret geheim: 5                   | has no such setting as its entry 3",
                "url: geheim                        | .url must be an address such as",
                "url: ftp://geheim                  | .url must be an address such as http://business:8090/v2/webhook, with http or https",
                "url: [http://geheim]               | .url must be one text",
                "url: ~                             | .url is missing",
                "events: [msg.notify, '']           | .events entry 2 must not be blank",
                "events: [msg.notify, ~]            | .events entry 2 must not be blank",
                "events: 'msg.notify,,geheim'       | .events entry 2 must not be blank",
                "events: ' '                        | .events must not be blank",
                "events: [msg.notify, [geheim]]     | .events entry 2 must be one text",
                "events: {geheim: 1}                | .events must be one text",
                "shape: 3.x                         | .shape must be one of asis, 1.2, 2.x",
                "order: geheim                      | .order must be one of none, channel, strict",
                "concurrency: 0                     | .concurrency must be at least 1",
                "concurrency: 257                   | .concurrency must be at most 256",
                "concurrency: geheim                | .concurrency must be a whole number",
                "rate-limit: -1                     | .rate-limit must be at least 0",
                "rate-limit: [5]                    | .rate-limit must be one text",
                "timeout: 15                        | .timeout must be a duration",
                "timeout: 50ms                      | .timeout must be at least 100 ms",
                "retry-for: 999999999999d           | .retry-for is too large",
                "allow-link-local: yes              | .allow-link-local must be true or false",
                "first-pause: 61m                   | .first-pause must be at most 3600000 ms",
                "longest-pause: 500ms               | .first-pause must not be longer than longest-pause",
                "headers: geheim                    | .headers must be a map",
                "headers: [geheim]                  | .headers must be a map",
                "headers: {Bearer geheim: x}        | .headers[1] is no name that a header can have",
                "headers: {A: x, 'B:geheim': x}     | .headers[2] is no name that a header can have",
                "headers: {A: x, '': geheim}        | .headers[2] is no name that a header can have",
                "headers: {A:}                      | .headers[A] has no value",
                "headers: {X-Key: ~}                | .headers[X-Key] has no value",
                "headers: {X-Key: [geheim]}         | .headers[X-Key] must be one text",
                "headers: {X-Key: geheim, x-key: a} | .headers[x-key] is there twice; upper and lower case are the same",
                "headers: {X-Key: \"geheim\\r\\nA: b\"} | .headers[X-Key] must hold visible ASCII characters and blanks only",
                "headers: {X-Key: \"geheim\\0\"}    | .headers[X-Key] must hold visible ASCII characters and blanks only",
                "headers: {X-Key: \"geheim\\t\"}    | .headers[X-Key] must hold visible ASCII characters and blanks only",
                "headers: {X-Key: geheim密}          | .headers[X-Key] must hold visible ASCII characters and blanks only"
            })
    void aKeyThatIsWrongIsToldWithoutItsValue(String key, String mistake) throws Exception {
        String url = key.startsWith("url:") ? "" : "    url: http://business\n";
        String pause = key.startsWith("url:") ? "    order: none\n" : "";
        assertThat(mistakes("  - name: business\n" + url + pause + "    " + key + "\n"))
                .singleElement()
                .asString()
                .startsWith("relay.destinations[business]")
                .contains(mistake)
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "content-length",
                "Transfer-Encoding",
                "HOST",
                "webhook-id",
                "Webhook-Timestamp",
                "webhook-signature"
            })
    void aHeaderThatWkgateSetsItselfIsRefused(String header) throws Exception {
        assertThat(mistakes("  - {name: business, url: http://b, headers: {" + header + ": geheim}}\n"))
                .containsExactly(NAMED + "headers[" + header + "] is a header that wkgate sets itself");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "23, false", "24, true", "64, true", "65, false"})
    void aSecretHas24To64Bytes(int bytes, boolean right) throws Exception {
        String secret = Base64.getEncoder().encodeToString(new byte[bytes]);
        for (String prefix : List.of("", "whsec_")) {
            String entry = "  - {name: business, url: http://b, secret: '" + prefix + secret + "'}\n";
            if (right) {
                assertThat(SettingsLoader.load(file(entry), Map.of()).relay().destinations())
                        .hasSize(1);
            } else {
                assertThat(mistakes(entry)).containsExactly(NAMED + "secret must be the base64 of 24 to 64 bytes");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim, geheim", "whsec_whsec_", "whpk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", "ge-heim_"})
    void aSecretIsBase64(String secret) throws Exception {
        assertThat(mistakes("  - {name: business, url: http://b, secret: [\"" + EveryDestinationKey.SECRET + "\", \""
                        + secret + "\"]}\n"))
                .containsExactly(NAMED + "secret entry 2 must be base64, with or without whsec_ before it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim geheim", "''", "ge.heim", "密码", "[geheim]", "{geheim: 1}"})
    void aDestinationWithoutANameOfItsOwnIsNamedByItsPlace(String name) throws Exception {
        assertThat(mistakes("  - {name: a, url: http://a}\n  - {name: " + name + ", url: geheim}\n"))
                .hasSize(2)
                .allSatisfy(
                        mistake -> assertThat(mistake).doesNotContain("heim").doesNotContain("密"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("relay.destinations[2].name must be "))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("relay.destinations[2].url must be "));
    }

    @Test
    void aNameHasAtMost64Characters() throws Exception {
        assertThat(mistakes("  - {name: " + "a".repeat(65) + ", url: http://a}\n"))
                .containsExactly("relay.destinations[1].name must be 1 to 64 letters, digits, - and _");
        assertThat(SettingsLoader.load(file("  - {name: " + "a".repeat(64) + ", url: http://a}\n"), Map.of())
                        .relay()
                        .destinations())
                .hasSize(1);
    }

    @Test
    void aNameIsUsedOnce() throws Exception {
        assertThat(mistakes("  - {name: a, url: http://a}\n  - {name: A, url: http://a}\n  - {name: a, url: geheim}\n"))
                .hasSize(2)
                .contains("relay.destinations[3].name is already that of entry 1")
                .anySatisfy(mistake -> assertThat(mistake).startsWith("relay.destinations[3].url must be "));
    }

    @Test
    void whatIsNoMapIsNoDestination() throws Exception {
        assertThat(mistakes("  - geheim\n  -\n  - []\n  - {}\n"))
                .containsExactly(
                        "relay.destinations[1] must be a map",
                        "relay.destinations[2] must be a map",
                        "relay.destinations[3] must be a map",
                        "relay.destinations[4].name is missing",
                        "relay.destinations[4].url is missing");
    }

    @Test
    void everyMistakeIsToldAtOnceAndThoseOfOtherSettingsToo() throws Exception {
        Path file = file("""
                  - name: business
                    uri: http://geheim
                    concurrency: many
                    secret: geheim
                    longest-pause: 20ms
                    headers: {Host: geheim, X: "geheim\\n"}
                  - url: geheim
                intake:
                  port: 70000
                """);
        assertThatThrownBy(() -> SettingsLoader.load(file, Map.of("WKGATE_X", "")))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("geheim")
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .extracting(line -> line.split(" ")[0])
                        .containsExactlyInAnyOrder(
                                "the",
                                "intake.port",
                                "relay.destinations[business]",
                                NAMED + "url",
                                NAMED + "headers[Host]",
                                NAMED + "headers[X]",
                                NAMED + "secret",
                                NAMED + "concurrency",
                                NAMED + "first-pause",
                                "relay.destinations[2].name",
                                "relay.destinations[2].url"));
    }

    @Test
    void oneMapInsteadOfAListIsToldAsSuch() throws Exception {
        String mistake = "relay.destinations (WKGATE_RELAY_DESTINATIONS) must be a list of maps, also if there is only"
                + " one: - in YAML, [ ] in JSON";
        assertThat(mistakes("  name: geheim\n  url: http://geheim\n")).containsExactly(mistake);
        assertThatThrownBy(() -> variable("{\"name\":\"geheim\",\"url\":\"http://geheim\"}"))
                .hasMessage(mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "http://geheim,http://geheim", "\"geheim\""})
    void aTextInsteadOfAListIsRefused(String text) {
        assertThatThrownBy(() -> variable(text))
                .hasMessage("relay.destinations (WKGATE_RELAY_DESTINATIONS) must be a list of maps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\n{\"name\":\"geheim\"",
                "[\n{\"name\":\"geheim}]",
                "[\n{\"secret\":*geheim}]",
                "[\n{\"secret\":!geheim x}]",
                "[\n{\"secret\":!geheim!x y}]",
                "[\n{\"secret\":\"a\\xgeheim\"}]",
                "[\n{\"geheim\":1,\"geheim\":2}]",
                "[\n]geheim"
            })
    void whatIsNoJsonIsToldWithItsLineAndWithoutItsContent(String text) {
        assertThatThrownBy(() -> variable(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageMatching(
                        "(?s)relay\\.destinations \\(WKGATE_RELAY_DESTINATIONS\\), line [123]: not JSON: .+")
                .hasMessageNotContaining("geh")
                .hasNoCause();
    }

    private static void variable(String json) {
        SettingsLoader.load(null, Map.of("WKGATE_RELAY_DESTINATIONS", json));
    }

    private Path file(String destinations) throws Exception {
        return Files.writeString(folder.resolve("wkgate.yaml"), "relay.destinations:\n" + destinations);
    }

    private List<String> mistakes(String destinations) throws Exception {
        Path file = file(destinations);
        try {
            SettingsLoader.load(file, Map.of());
        } catch (SettingsException e) {
            return e.getMessage().lines().toList();
        }
        return List.of();
    }
}
