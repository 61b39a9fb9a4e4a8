package io.wkgate.intake;

import io.wkgate.config.IntakeSettings;
import java.net.URI;

/** What stands in WuKongIM's configuration so that it calls this webhook. */
public final class WebhookConfiguration {

    /** WuKongIM 3 keeps 1024 events in memory by default and drops what comes on top without a try (upstream.md). */
    private static final int V3_QUEUE = 100_000;

    private WebhookConfiguration() {}

    /** Where WuKongIM reaches it, as far as the settings know; without a slash at the end. */
    public static URI base(IntakeSettings settings, int httpPort) {
        String scheme = settings.httpTls().isPresent() ? "https" : "http";
        URI base = settings.publicUrl().orElse(URI.create(scheme + "://127.0.0.1:" + httpPort));
        return URI.create(base.toString().replaceAll("/+$", ""));
    }

    /** The whole address. */
    public static String address(URI base, String token) {
        return base + "/webhook/" + token;
    }

    /** Of WuKongIM 1.2 to 2.2, {@code wk.yaml}. */
    public static String yaml(String address) {
        return """
               webhook:
                 httpAddr: "%s"
               """.formatted(address);
    }

    /** Of WuKongIM 1.2 to 2.2, {@code wk.yaml}, over gRPC. */
    public static String grpcYaml(URI base, int grpcPort) {
        return """
               webhook:
                 grpcAddr: "%s:%d"
               """.formatted(base.getHost(), grpcPort);
    }

    /** Of WuKongIM 3, {@code wukongim.toml}. */
    public static String toml(String address) {
        return """
               [webhook]
               http_addr = "%s"
               queue_size = %d
               request_timeout = "10s"
               retry_max_attempts = 30
               """.formatted(address, V3_QUEUE);
    }
}
