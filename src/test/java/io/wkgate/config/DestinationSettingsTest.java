package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: the relay's destinations are the same from YAML in the file, from JSON in the variable and from a file that
 * a variable names, every key of them can be given or left out, and their text shows no secret.
 */
class DestinationSettingsTest {

    private static final String VARIABLE = "WKGATE_RELAY_DESTINATIONS";
    private static final String SMALLEST = "[{\"name\":\"business\",\"url\":\"http://business:8090/v2/webhook\"}]";

    @TempDir
    private Path folder;

    @Test
    void everyKeyIsGivenWithAnotherValueThanItsDefault() throws Exception {
        assertThat(EveryDestinationKey.VALUES.keySet())
                .containsExactlyElementsOf(SettingDescription.of(DestinationSettings.class).stream()
                        .map(SettingDescription::name)
                        .toList());
        for (RecordComponent key : DestinationSettings.class.getRecordComponents()) {
            assertThat(key.getAccessor().invoke(EveryDestinationKey.GIVEN))
                    .as(key.getName())
                    .isNotEqualTo(key.getAccessor().invoke(EveryDestinationKey.DEFAULTS));
        }
    }

    @Test
    void theVariableHoldsJson() {
        assertThat(variable(EveryDestinationKey.json())).containsExactly(EveryDestinationKey.GIVEN);
    }

    @Test
    void theFileHoldsYaml() throws Exception {
        assertThat(file("""
                relay:
                  destinations:
                    - name: 007
                      url: https://me:geheim@push.example:8443/hook?key=geheim
                      events: [msg.notify, msg.offline]
                      shape: 2.x
                      headers:
                        X-Number: 0123
                        Authorization: Bearer geheim
                      secret:
                        - whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                        - AAECAwQFBgcICQoLDA0ODxAREhMUFRYX
                      concurrency: 8
                      rate-limit: 100
                      timeout: 3s
                      order: Channel
                      first-pause: 500ms
                      longest-pause: 10m
                      retry-for: 7d
                      allow-link-local: true
                    - name: business
                      url: http://business:8090/v2/webhook
                """)).containsExactly(EveryDestinationKey.GIVEN, EveryDestinationKey.DEFAULTS);
    }

    @Test
    void aVariableMayNameAFileThatHoldsTheJson() throws Exception {
        Path secret = Files.writeString(folder.resolve("destinations.json"), EveryDestinationKey.json() + "\n");
        assertThat(load(null, Map.of(VARIABLE + "_FILE", secret.toString())))
                .containsExactly(EveryDestinationKey.GIVEN);
    }

    @Test
    void jsonMayBeIndentedWithTabsAndEscapeWhatItLikes() {
        assertThat(
                        variable(
                                "[\r\n\t{\r\n\t\t\"name\":\t\"business\",\r\n"
                                        + "\t\t\"url\" : \"http:\\/\\/business:8090\\/v2\\u002fwebhook\",\n\t\t\"concurrency\": 4\n\t}\n]"))
                .containsExactly(EveryDestinationKey.DEFAULTS);
        String escaped = "\"\\ud83d\\ude00\", \"\\\\/\", \"\\\"\\b\\f\\n\\r\\t.\"";
        assertThat(variable("[{\"name\":\"b\",\"url\":\"http://b\",\"events\":[" + escaped + "]}]")
                        .get(0)
                        .events())
                .containsExactly("😀", "\\/", "\"\b\f\n\r\t.");
    }

    @Test
    void numbersOfJsonAreReadAsTheyAreWritten() {
        DestinationSettings read = variable("[{\"name\":7,\"url\":\"http://b\",\"shape\":1.2,\"rate-limit\":5,"
                        + "\"allow-link-local\":true,\"headers\":{\"N\":1.50}}]")
                .get(0);
        assertThat(read.name()).isEqualTo("7");
        assertThat(read.shape()).isEqualTo(DestinationSettings.Shape.ONE);
        assertThat(read.rateLimit()).isEqualTo(5);
        assertThat(read.allowLinkLocal()).isTrue();
        assertThat(read.headers()).containsEntry("N", new Secret("1.50"));
    }

    @Test
    void theVariableReplacesWhatTheFileGives() throws Exception {
        Path file = Files.writeString(
                folder.resolve("wkgate.yaml"), "relay:\n  destinations:\n    - {name: other, url: http://other}\n");
        assertThat(load(file, Map.of(VARIABLE, SMALLEST))).containsExactly(EveryDestinationKey.DEFAULTS);
        assertThat(load(file, Map.of(VARIABLE, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null"})
    void thereMayBeNone(String json) {
        assertThat(variable(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relay:\n",
                "relay:\n  destinations:\n",
                "relay:\n  destinations: []\n",
                "relay.destinations: ~\n",
                "relay:\n  # destinations:\n  #   - name: x\n"
            })
    void theFileMayLeaveThemOut(String yaml) throws Exception {
        assertThat(file(yaml)).isEmpty();
    }

    @Test
    void aKeyWithoutAValueIsOneThatIsLeftOut() throws Exception {
        assertThat(file("""
                relay.destinations:
                  - name: business
                    url: http://business:8090/v2/webhook
                    events:
                    headers: ~
                    secret: []
                    timeout:
                """)).containsExactly(EveryDestinationKey.DEFAULTS);
    }

    @Test
    void aListMayBeOneTextAndEventsSeparatedByCommas() {
        DestinationSettings read = variable(
                        "[{\"name\":\"b\",\"url\":\"http://b\",\"events\":\"msg.notify, msg.offline\","
                                + "\"secret\":\"" + EveryDestinationKey.SECRET + "\"}]")
                .get(0);
        assertThat(read.events()).containsExactly("msg.notify", "msg.offline");
        assertThat(read.secret()).containsExactly(new Secret(EveryDestinationKey.SECRET));
    }

    @Test
    void headersKeepTheirOrderAndDigitsStayAsTheyAreWritten() throws Exception {
        String headers = "{Z: 007, A: 1e3, M: off, B: \"\", C: 0x10}";
        DestinationSettings read = file("relay.destinations:\n  - name: b\n    url: http://b\n    headers: " + headers
                        + "\n")
                .get(0);
        assertThat(read.headers().keySet()).containsExactly("Z", "A", "M", "B", "C");
        assertThat(read.headers().values()).extracting(Secret::value).containsExactly("007", "1e3", "off", "", "0x10");
    }

    @Test
    void theirTextShowsNoSecret() {
        assertThat(variable(EveryDestinationKey.json()).toString())
                .contains("https://push.example:8443/hook", "X-Number=***", "msg.offline")
                .doesNotContain("geheim", "0123", "MfKQ", "AAEC", "me:");
    }

    private static List<DestinationSettings> variable(String json) {
        return load(null, Map.of(VARIABLE, json));
    }

    private List<DestinationSettings> file(String yaml) throws Exception {
        return load(Files.writeString(folder.resolve("wkgate.yaml"), yaml), Map.of());
    }

    private static List<DestinationSettings> load(Path file, Map<String, String> variables) {
        return SettingsLoader.load(file, variables).relay().destinations();
    }
}
