package io.wkgate.cli;

import io.wkgate.boot.Listeners;
import io.wkgate.config.IntakeSettings;
import io.wkgate.config.Settings;
import java.net.URI;

/** What a user pastes into WuKongIM's configuration. */
final class WebhookLines {

    /** WuKongIM 3 keeps 1024 events in memory by default and drops what comes on top without a try (upstream.md). */
    private static final int V3_QUEUE = 100_000;

    private WebhookLines() {}

    /** What {@code serve} says when it listens. A token that was made earlier is not shown again. */
    static String greeting(Settings all, Listeners listeners) {
        IntakeSettings settings = all.intake();
        boolean show = listeners.token().justNow();
        String token = show ? listeners.token().key().value() : "<token>";
        StringBuilder text = new StringBuilder("\nwkgate is ready.\n\n");
        text.append(lines(settings, listeners.httpPort(), listeners.grpcPort(), token));
        if (!show) {
            text.append("\n<token> is the one you configured or were shown at the first start;"
                    + " `java -jar target/wkgate.jar webhook` prints these lines with it.\n");
        }
        text.append("\napi: ")
                .append(here(all.api().tls().isPresent())).append(listeners.apiPort()).append("/openapi.yaml");
        if (listeners.apiKey().justNow()) {
            text.append(" – its key, shown this once: ")
                    .append(listeners.apiKey().key().value());
        }
        text.append("\nops: ")
                .append(here(all.ops().tls().isPresent())).append(listeners.opsPort()).append("/health/ready");
        if (listeners.opsKey().justNow()) {
            text.append(" – its key, shown this once: ")
                    .append(listeners.opsKey().key().value());
        }
        return text.append("\n").toString();
    }

    private static String here(boolean tls) {
        return (tls ? "https" : "http") + "://127.0.0.1:";
    }

    static String lines(IntakeSettings settings, int httpPort, int grpcPort, String token) {
        boolean tls = settings.httpTls().isPresent();
        URI base = settings.publicUrl().orElse(URI.create(here(tls) + httpPort));
        String address = base.toString().replaceAll("/+$", "") + "/webhook/" + token;
        // Over gRPC WuKongIM speaks no TLS, so there is no line that would work.
        String grpc = grpcPort <= 0 || tls ? "" : """

                or over gRPC (WuKongIM 1.2 to 2.2; it is used instead of httpAddr when both are set)

                webhook:
                  grpcAddr: "%s:%d"
                """.formatted(base.getHost(), grpcPort);
        return """
               webhook address: %s

               WuKongIM 1.2 to 2.2, wk.yaml

               webhook:
                 httpAddr: "%s"
               %s
               WuKongIM 3, wukongim.toml

               [webhook]
               http_addr = "%s"
               queue_size = %d
               request_timeout = "10s"
               retry_max_attempts = 30
               """.formatted(address, address, grpc, address, V3_QUEUE);
    }
}
