package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.boot.Listeners;
import io.wkgate.config.IntakeSettings;
import io.wkgate.config.Secret;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.store.AccessKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promise: what is printed can be pasted into WuKongIM as it is, and a key is shown only when it was just made. */
class WebhookLinesTest {

    private static final AccessKeys.Made KEPT = new AccessKeys.Made(new Secret("kept-secret"), false);
    private static final AccessKeys.Made MADE = new AccessKeys.Made(new Secret("new-secret"), true);

    private static final Map<String, String> TLS = Map.of(
            "WKGATE_INTAKE_TLS_CERTIFICATE", "a",
            "WKGATE_INTAKE_TLS_KEY", "b",
            "WKGATE_API_TLS_CERTIFICATE", "c",
            "WKGATE_API_TLS_KEY", "d",
            "WKGATE_OPS_TLS_CERTIFICATE", "e",
            "WKGATE_OPS_TLS_KEY", "f");

    private static Settings all(Map<String, String> variables) {
        return SettingsLoader.load(null, variables);
    }

    private static IntakeSettings settings(Map<String, String> variables) {
        return all(variables).intake();
    }

    @Test
    void everyLineOfWuKongImHasItsAddress() {
        String address = "http://127.0.0.1:7000/webhook/abc";
        assertThat(WebhookLines.lines(settings(Map.of()), 7000, 7001, "abc"))
                .contains("webhook:\n  httpAddr: \"" + address + "\"\n")
                .contains("webhook:\n  grpcAddr: \"127.0.0.1:7001\"\n")
                .contains("[webhook]\nhttp_addr = \"" + address + "\"\n")
                .doesNotContain("?");
    }

    @Test
    void theQueueOfWuKongIm3IsEnlarged() {
        assertThat(WebhookLines.lines(settings(Map.of()), 7000, 7001, "abc")).contains("queue_size = 100000\n");
    }

    @Test
    void thePublicAddressIsUsedWhereItIsKnown() {
        for (String url : new String[] {"https://wk.example:8443", "https://wk.example:8443/"}) {
            assertThat(WebhookLines.lines(settings(Map.of("WKGATE_INTAKE_PUBLIC_URL", url)), 7000, 7001, "abc"))
                    .contains("httpAddr: \"https://wk.example:8443/webhook/abc\"\n")
                    .contains("grpcAddr: \"wk.example:7001\"\n")
                    .doesNotContain("127.0.0.1");
        }
    }

    @Test
    void withoutGrpcNoGrpcAddressIsPrinted() {
        assertThat(WebhookLines.lines(settings(Map.of()), 7000, 0, "abc")).doesNotContain("grpcAddr");
        assertThat(WebhookLines.lines(settings(Map.of()), 7000, -1, "abc")).doesNotContain("grpcAddr");
    }

    /** WuKongIM 1.2 to 2.2 call a gRPC webhook without TLS only. */
    @Test
    void whatSpeaksTlsIsShownSo() {
        assertThat(WebhookLines.lines(settings(TLS), 7000, 7001, "abc"))
                .contains("httpAddr: \"https://127.0.0.1:7000/webhook/abc\"\n")
                .contains("http_addr = \"https://127.0.0.1:7000/webhook/abc\"\n")
                .doesNotContain("grpcAddr", "http://");
        assertThat(WebhookLines.greeting(all(TLS), new Listeners(1, 2, 3, 4, KEPT, KEPT, KEPT)))
                .contains("api: https://127.0.0.1:3/openapi.yaml", "ops: https://127.0.0.1:4/health/ready");
    }

    @Test
    void keysThatWereJustMadeAreShown() {
        assertThat(WebhookLines.greeting(all(Map.of()), new Listeners(1, 2, 3, 4, MADE, MADE, MADE)))
                .contains("/webhook/new-secret\"")
                .contains("api: http://127.0.0.1:3/openapi.yaml – its key, shown this once: new-secret\n")
                .contains("ops: http://127.0.0.1:4/health/ready – its key, shown this once: new-secret\n");
    }

    @Test
    void keysThatWereMadeBeforeAreNotShown() {
        assertThat(WebhookLines.greeting(all(Map.of()), new Listeners(1, 2, 3, 4, KEPT, KEPT, KEPT)))
                .doesNotContain("kept-secret")
                .contains("/webhook/<token>\"")
                .contains("http://127.0.0.1:4/health/ready");
    }
}
