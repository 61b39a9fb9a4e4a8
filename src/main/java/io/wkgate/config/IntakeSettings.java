package io.wkgate.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The listeners that WuKongIM's webhook calls. */
public record IntakeSettings(
        @Setting(name = "intake.host", fallback = "0.0.0.0", help = "The address on which the HTTP webhook listens.")
        String host,

        @Setting(
                name = "intake.port",
                fallback = "6970",
                min = 0,
                max = 65_535,
                help = "The port of the HTTP webhook; 0 takes a free one.")
        int port,

        @Setting(
                name = "intake.token",
                form = TextForm.PATH_SEGMENT,
                help = "The secret segment of the webhook address. Without it one is made at the first start, kept in"
                        + " the database and shown once.")
        Optional<Secret> token,

        @Setting(
                name = "intake.public-url",
                help = "The address under which WuKongIM reaches the HTTP webhook, for example http://wkgate:6970;"
                        + " it is only used in what wkgate prints for you to paste.")
        Optional<URI> publicUrl,

        @Setting(
                name = "intake.grpc-host",
                fallback = "127.0.0.1",
                help = "The address on which the gRPC webhook listens. WuKongIM sends no credential over gRPC, so"
                        + " open it (0.0.0.0) only where the network lets nobody but WuKongIM in.")
        String grpcHost,

        @Setting(
                name = "intake.grpc-port",
                fallback = "6979",
                min = -1,
                max = 65_535,
                help = "The port of the gRPC webhook; 0 takes a free one, -1 switches it off.")
        int grpcPort,

        @Setting(
                name = "intake.hold",
                fallback = "9500ms",
                min = 100,
                max = 60_000,
                help = "How long a request is held open at most while the database is away, before it is answered"
                        + " with 503. WuKongIM 2.2 and gRPC wait 10 s, the others hang up after 5 s, which ends the"
                        + " holding at once.")
        Duration hold,

        @Setting(
                name = "intake.hold-bytes",
                fallback = "64MiB",
                min = 1 << 20,
                help = "How many bytes of events may be in memory at once; past that a new event is answered with 503"
                        + " at once.")
        ByteSize holdBytes,

        @Setting(
                name = "intake.entry-limit",
                fallback = "24MiB",
                min = 1 << 10,
                max = 1 << 30,
                help = "The largest entry (one message with its payload in base64) that is stored; a larger one"
                        + " becomes a dead letter and the rest of its body is stored.")
        ByteSize entryLimit,

        @Setting(
                name = "intake.body-limit",
                fallback = "512MiB",
                min = 1 << 10,
                help = "The largest body that is read; past it the answer is 413, and WuKongIM drops the whole batch.")
        ByteSize bodyLimit,

        @Setting(
                name = "intake.commits-in-flight",
                fallback = "2",
                min = 1,
                max = 16,
                help = "How many transactions may be on their way to the database at once; what arrives meanwhile"
                        + " goes together into the next one.")
        int commitsInFlight,

        @Setting(
                name = "intake.tls-certificate",
                needs = "intake.tls-key",
                help =
                        "The PEM file with the certificate of both webhook listeners and the chain below its root; with it"
                                + " they speak only TLS. It is read again when it changes. WuKongIM has to know the issuer, and"
                                + " over gRPC it speaks no TLS by itself.")
        Optional<Path> tlsCertificate,

        @Setting(
                name = "intake.tls-key",
                needs = "intake.tls-certificate",
                help = "The PEM file with the private key of that certificate, not encrypted.")
        Optional<Path> tlsKey,

        @Setting(
                name = "intake.grpc-client-ca",
                needs = "intake.tls-certificate",
                help = "The PEM file with the authorities whose client certificates may call the gRPC webhook; without"
                        + " it no certificate is asked for.")
        Optional<Path> grpcClientCa) {

    /** The files of the HTTP webhook's TLS; empty if it speaks in plain. */
    public Optional<TlsFiles> httpTls() {
        return TlsFiles.of("intake", tlsCertificate, tlsKey, "", Optional.empty());
    }

    /** The files of the gRPC webhook's TLS; empty if it speaks in plain. */
    public Optional<TlsFiles> grpcTls() {
        return TlsFiles.of("intake", tlsCertificate, tlsKey, "intake.grpc-client-ca", grpcClientCa);
    }
}
