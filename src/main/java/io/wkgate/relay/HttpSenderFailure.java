package io.wkgate.relay;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.buffer.Buffer;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why no answer came.
 *
 * @param detail nothing of the exception's own text is in it, for that may quote what was sent
 */
record HttpSenderFailure(Outcome outcome, String detail) {

    private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]{1,40})");
    private static final int DEEPEST_CAUSE = 20;

    /** The failure behind whatever the HTTP client threw. */
    static HttpSenderFailure of(Throwable thrown) {
        List<Throwable> causes = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .toList();
        if (any(causes, SSLException.class) || any(causes, CertificateException.class)) {
            return new HttpSenderFailure(Outcome.UNREACHABLE, "no TLS connection: " + tlsReason(causes));
        } else if (any(causes, UnknownHostException.class)) {
            return new HttpSenderFailure(Outcome.UNREACHABLE, "its name cannot be resolved");
        } else if (any(causes, ConnectTimeoutException.class) || any(causes, TimeoutException.class)) {
            return new HttpSenderFailure(Outcome.TIMED_OUT, "no connection in time");
        } else if (any(causes, ConnectException.class) || any(causes, NoRouteToHostException.class)) {
            return new HttpSenderFailure(Outcome.UNREACHABLE, "no connection: nobody listens, or no way leads there");
        } else if (any(causes, DecoderException.class) || any(causes, IllegalArgumentException.class)) {
            return new HttpSenderFailure(Outcome.FAILED, "the answer is no HTTP");
        } else if (any(causes, IllegalStateException.class)) {
            return new HttpSenderFailure(Outcome.UNREACHABLE, "not tried: wkgate is stopping");
        }
        return new HttpSenderFailure(Outcome.UNREACHABLE, "the connection broke before an answer came");
    }

    /** What an attempt comes to for which no request could be made. */
    static AttemptResult notMade(RuntimeException thrown) {
        return new AttemptResult(
                Outcome.FAILED,
                0,
                "the request cannot be made (" + thrown.getClass().getSimpleName() + "); are its headers valid?",
                Buffer.buffer(),
                Duration.ZERO,
                Optional.empty());
    }

    private static String tlsReason(List<Throwable> causes) {
        if (any(causes, CertificateExpiredException.class)) {
            return "its certificate has expired";
        } else if (any(causes, CertificateNotYetValidException.class)) {
            return "its certificate is not valid yet";
        } else if (any(causes, CertificateRevokedException.class)) {
            return "its certificate is revoked";
        } else if (any(causes, NotSslRecordException.class)) {
            return "it does not speak TLS";
        } else if (says(causes, "unable to find valid certification path")
                || says(causes, "Path does not chain with any of the trust anchors")) {
            return "the issuer of its certificate is unknown";
        } else if (says(causes, "No subject alternative") || says(causes, "No name matching")) {
            return "its certificate is for another host";
        }
        return causes.stream()
                .map(cause -> ALERT.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(alert -> "it refused (" + alert.group(1) + ")")
                .findFirst()
                .orElse("the handshake failed");
    }

    private static boolean any(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    private static boolean says(List<Throwable> causes, String words) {
        return causes.stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(words));
    }
}
