package io.wkgate.config;

import java.nio.file.Path;
import java.util.Optional;

/** The listener for business servers. */
public record ApiSettings(
        @Setting(
                name = "api.host",
                fallback = "0.0.0.0",
                help = "The address on which the api listener listens: revokes and reading messages.")
        String host,

        @Setting(
                name = "api.port",
                fallback = "6980",
                min = 0,
                max = 65_535,
                help = "The port of the api listener; 0 takes a free one.")
        int port,

        @Setting(
                name = "api.key",
                help =
                        "The key of the api listener, sent as `Authorization: Bearer` or in the header `token`. Without it"
                                + " one is made at the first start, kept in the database and shown once.")
        Optional<Secret> key,

        @Setting(
                name = "api.tls-certificate",
                needs = "api.tls-key",
                help = "The PEM file with the certificate of the api listener and the chain below its root; with it the"
                        + " listener speaks only TLS. It is read again when it changes.")
        Optional<Path> tlsCertificate,

        @Setting(
                name = "api.tls-key",
                needs = "api.tls-certificate",
                help = "The PEM file with the private key of that certificate, not encrypted.")
        Optional<Path> tlsKey,

        @Setting(
                name = "api.client-ca",
                needs = "api.tls-certificate",
                help = "The PEM file with the authorities whose client certificates may call the api listener; without"
                        + " it no certificate is asked for. The key is asked for as well.")
        Optional<Path> clientCa) {

    /** The files of its TLS; empty if it speaks in plain. */
    public Optional<TlsFiles> tls() {
        return TlsFiles.of("api", tlsCertificate, tlsKey, "api.client-ca", clientCa);
    }
}
