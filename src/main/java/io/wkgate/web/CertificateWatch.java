package io.wkgate.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.wkgate.config.TlsFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the servers of one listener what their files hold now. It looks at the content, since Kubernetes only points a link
 * at other files, and which change is told differs from one file system to the next. As a verticle, for it ends with Vert.x.
 */
final class CertificateWatch extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final double SECONDS_OF_A_DAY = 86_400;

    private final TlsFiles files;
    private final String listener;
    private final Clock clock;
    private final Duration pause;
    private final Counter failures;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile TlsMaterial current;

    /** These belong to the timer's event loop. */
    private Future<?> look = Future.succeededFuture();

    /** Only one look at a time touches it, on whatever thread. */
    private volatile @Nullable Refused refused;

    private @Nullable String complaint;
    private @Nullable String toldComplaint;

    private record Refused(TlsContent content, TlsException reason) {}

    /** @param pause between two looks */
    CertificateWatch(
            TlsFiles files, String listener, MeterRegistry registry, Clock clock, Duration pause, TlsMaterial first) {
        this.files = files;
        this.listener = listener;
        this.clock = clock;
        this.pause = pause;
        this.current = first;
        failures = Counter.builder("wkgate.tls.reload.failures")
                .description("Looks at the changed files of a certificate that found what cannot be used, so that the"
                        + " listener kept the one before. Worry when it goes up: the log says what is wrong")
                .baseUnit("looks")
                .tag("listener", listener)
                .register(registry);
        Gauge.builder("wkgate.tls.certificate.days", this::daysLeft)
                .description("Days until the certificate that the listener shows is no longer valid, negative"
                        + " afterwards. Worry below 7: nobody has renewed it")
                .baseUnit("days")
                .tag("listener", listener)
                .register(registry);
        warnIfEnded();
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(pause.toMillis(), tick -> {
            if (look.isComplete()) {
                look = look();
            }
        });
        return Future.succeededFuture();
    }

    /** Its timer is gone by then. */
    @Override
    public Future<?> stop() {
        return look;
    }

    TlsMaterial current() {
        return current;
    }

    void add(HttpServer server) {
        servers.add(server);
    }

    private double daysLeft() {
        return Duration.between(clock.instant(), current.end()).toSeconds() / SECONDS_OF_A_DAY;
    }

    private Future<Void> look() {
        return vertx.executeBlocking(this::changed, false)
                .compose(material -> material.map(this::use).orElseGet(Future::succeededFuture))
                .transform(done -> {
                    if (done.succeeded()) {
                        complaint = null;
                        toldComplaint = null;
                    } else {
                        keep(String.valueOf(done.cause().getMessage()));
                    }
                    return Future.succeededFuture();
                });
    }

    /** What was refused is not tried again as long as it stays: reading a key takes its time. */
    private Optional<TlsMaterial> changed() throws TlsException {
        TlsContent content = TlsContent.read(files);
        if (content.equals(current.content())) {
            return Optional.empty();
        }
        Refused before = refused;
        if (before != null && content.equals(before.content())) {
            throw before.reason();
        }
        try {
            return Optional.of(TlsMaterial.of(vertx, files, content));
        } catch (TlsException e) {
            refused = new Refused(content, e);
            throw e;
        }
    }

    /** Open connections go on as they are. */
    private Future<Void> use(TlsMaterial material) {
        return Future.all(servers.stream()
                        .map(server -> server.updateSSLOptions(material.options()))
                        .toList())
                .onSuccess(updated -> {
                    current = material;
                    LOG.info("the {} listener shows a new certificate, valid until {}", listener, material.end());
                    warnIfEnded();
                })
                .mapEmpty();
    }

    /** Whoever writes two files one after the other is not to be told in between: what is wrong has to be so twice. */
    private void keep(String reason) {
        boolean again = reason.equals(complaint);
        complaint = reason;
        if (!again) {
            return;
        }
        failures.increment();
        if (!reason.equals(toldComplaint)) {
            toldComplaint = reason;
            LOG.error(
                    "the {} listener keeps the certificate it has, for the new one cannot be used: {}",
                    listener,
                    reason);
        }
    }

    private void warnIfEnded() {
        if (current.end().isBefore(clock.instant())) {
            LOG.warn("the certificate of the {} listener is no longer valid since {}", listener, current.end());
        }
    }
}
