package io.wkgate.cli;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.upstream.Probe;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.UpstreamClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Asks an address which WuKongIM it is.
 *
 * @param token its manager token; empty for none
 */
record OneProbe(String url, String token) {

    private static final Duration TRY = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    /** @param spec the command that is blamed if the address is no address */
    ProbeResult run(@Nullable CommandSpec spec) {
        Optional<Secret> secret = token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token));
        UpstreamSettings settings = new UpstreamSettings(
                List.of(address(spec)), secret, TRY, WHOLE, List.of(), Optional.empty(), Optional.empty());
        Vertx vertx = Vertx.vertx();
        try (UpstreamClient client = new UpstreamClient(vertx, settings)) {
            Probe probe = new Probe(client, Clock.systemUTC());
            return Blocking.await(probe.probe(client.nodes().get(0)), WHOLE);
        } finally {
            Blocking.await(vertx.close(), TRY);
        }
    }

    private UpstreamUrl address(@Nullable CommandSpec spec) {
        try {
            return UpstreamUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw spec == null
                    ? new CommandException("URL " + e.getMessage())
                    : new ParameterException(spec.commandLine(), "URL " + e.getMessage());
        }
    }
}
