package io.wkgate.cli;

import io.wkgate.boot.Listeners;
import io.wkgate.config.IntakeSettings;
import io.wkgate.config.Settings;
import io.wkgate.intake.WebhookConfiguration;
import java.net.URI;

/** What a user pastes into WuKongIM's configuration. */
final class WebhookLines {

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
                .append(here(all.api().tls().isPresent()))
                .append(listeners.apiPort())
                .append("/openapi.yaml");
        if (listeners.apiKey().justNow()) {
            text.append(" – its key, shown this once: ")
                    .append(listeners.apiKey().key().value());
        }
        text.append("\nops: ")
                .append(here(all.ops().tls().isPresent()))
                .append(listeners.opsPort())
                .append("/health/ready");
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
        URI base = WebhookConfiguration.base(settings, httpPort);
        String address = WebhookConfiguration.address(base, token);
        // Over gRPC WuKongIM speaks no TLS, so there is no line that would work.
        String grpc = grpcPort <= 0 || settings.httpTls().isPresent()
                ? ""
                : """

                or over gRPC (WuKongIM 1.2 to 2.2; it is used instead of httpAddr when both are set)

                %s""".formatted(WebhookConfiguration.grpcYaml(base, grpcPort));
        return """
               webhook address: %s

               WuKongIM 1.2 to 2.2, wk.yaml

               %s%s
               WuKongIM 3, wukongim.toml

               %s""".formatted(address, WebhookConfiguration.yaml(address), grpc, WebhookConfiguration.toml(address));
    }
}
