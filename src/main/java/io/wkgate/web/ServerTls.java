package io.wkgate.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.wkgate.config.SettingsException;
import io.wkgate.config.TlsFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the servers of one listener speak: in plain, or only over TLS 1.2 and newer with the files that the settings name.
 * When these change, new connections get the new certificate and open ones go on. A change that cannot be used is told and
 * counted, and the certificate before it stays.
 */
public final class ServerTls {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final @Nullable CertificateWatch watch;

    private ServerTls(@Nullable CertificateWatch watch) {
        this.watch = watch;
    }

    /** Without TLS. */
    public static ServerTls plain() {
        return new ServerTls(null);
    }

    /**
     * Reads the files, if there are any, and has them looked at from then on. It blocks, so no event loop may call it.
     *
     * @param listener what it is called in the log and in metrics
     * @throws SettingsException if they cannot be used
     */
    public static ServerTls open(Vertx vertx, Optional<TlsFiles> files, String listener, MeterRegistry registry) {
        return files.map(given -> open(vertx, given, listener, registry, Clock.systemUTC(), PAUSE))
                .orElseGet(ServerTls::plain);
    }

    static ServerTls open(
            Vertx vertx, TlsFiles files, String listener, MeterRegistry registry, Clock clock, Duration pause) {
        try {
            TlsMaterial first = TlsMaterial.of(vertx, files, TlsContent.read(files));
            CertificateWatch watch = new CertificateWatch(files, listener, registry, clock, pause, first);
            vertx.deployVerticle(watch).await();
            return new ServerTls(watch);
        } catch (TlsException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    /** The same options, with what makes a server speak so. */
    public HttpServerOptions secured(HttpServerOptions options) {
        if (watch == null) {
            return options;
        }
        ServerSSLOptions tls = watch.current().options();
        options.setSsl(true)
                .setUseAlpn(tls.isUseAlpn())
                .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols())
                .setKeyCertOptions(tls.getKeyCertOptions())
                .setClientAuth(tls.getClientAuth());
        if (tls.getTrustOptions() != null) {
            options.setTrustOptions(tls.getTrustOptions());
        }
        return options;
    }

    /** The server, once it listens, gets what is new. */
    public void renew(HttpServer listening) {
        if (watch != null) {
            watch.add(listening);
        }
    }
}
