package io.wkgate.config;

import java.nio.file.Path;
import java.util.Optional;

/** The listener for operators, Prometheus and Kubernetes. */
public record OpsSettings(
        @Setting(name = "ops.host", fallback = "127.0.0.1", help = "The address on which the ops listener listens.")
        String host,

        @Setting(
                name = "ops.port",
                fallback = "6990",
                min = 0,
                max = 65_535,
                help = "The port of the ops listener; 0 takes a free one.")
        int port,

        @Setting(
                name = "ops.key",
                help = "The bearer key of the ops listener. Without it one is made at the first start, kept in the"
                        + " database and shown once.")
        Optional<Secret> key,

        @Setting(
                name = "ops.metrics-open",
                fallback = "false",
                help = "Whether /metrics answers without the key. The health paths always do.")
        boolean metricsOpen,

        @Setting(
                name = "ops.tls-certificate",
                needs = "ops.tls-key",
                help =
                        "The PEM file with the certificate of the ops listener and the chain below its root; with it the"
                                + " listener speaks only TLS, to Prometheus and to probes too. It is read again when it changes.")
        Optional<Path> tlsCertificate,

        @Setting(
                name = "ops.tls-key",
                needs = "ops.tls-certificate",
                help = "The PEM file with the private key of that certificate, not encrypted.")
        Optional<Path> tlsKey) {

    /** The files of its TLS; empty if it speaks in plain. */
    public Optional<TlsFiles> tls() {
        return TlsFiles.of("ops", tlsCertificate, tlsKey, "", Optional.empty());
    }
}
