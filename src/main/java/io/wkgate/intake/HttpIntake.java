package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.wkgate.config.IntakeSettings;
import io.wkgate.config.Secret;
import io.wkgate.event.EventKind;
import io.wkgate.intake.IntakeMetrics.Outcome;
import io.wkgate.intake.WebhookSigns.Miss;
import io.wkgate.web.ListenException;
import io.wkgate.web.Parting;
import io.wkgate.web.ServerTls;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /webhook/{token}?event=…}, on one event loop; several of them share a port. */
final class HttpIntake extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(HttpIntake.class);
    private static final String PATH = "/webhook/";

    /** Where a gRPC call comes that was meant for the other port. */
    private static final String GRPC = "/wkhook.WebhookService/";

    private static final int IDLE_SECONDS = 180;

    private final IntakeSettings settings;
    private final Secret token;
    private final Admission admission;
    private final AtomicInteger actualPort;
    private final ServerTls tls;
    private final Parting parting;
    private @Nullable HttpServer server;

    HttpIntake(
            IntakeSettings settings,
            Secret token,
            Admission admission,
            AtomicInteger actualPort,
            ServerTls tls,
            Parting parting) {
        this.settings = settings;
        this.token = token;
        this.admission = admission;
        this.actualPort = actualPort;
        this.tls = tls;
        this.parting = parting;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                // Several servers share a free port only if they ask for it by the same negative number.
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // One connection for each request that is held, as without TLS: its end says that WuKongIM has hung up.
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
        server = vertx.createHttpServer(tls.secured(options)).requestHandler(parting.of(this::receive));
        return ListenException.explained(
                        server.listen(), "intake.host", settings.host(), "intake.port", settings.port())
                .onSuccess(listening -> {
                    tls.renew(listening);
                    actualPort.set(listening.actualPort());
                });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** Takes no new connection, and lets what is open be answered. */
    Future<Void> drain(long millis) {
        return server == null ? Future.succeededFuture() : server.shutdown(millis, TimeUnit.MILLISECONDS);
    }

    private void receive(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        if (!path.startsWith(PATH)) {
            if (request.method().equals(HttpMethod.POST)) {
                missed(request, path.startsWith(GRPC) ? Miss.GRPC_ON_HTTP : Miss.WRONG_PATH);
            }
            Rejection.now(request, 404, "the webhook is POST /webhook/{token}?event=…");
        } else if (!token.matches(path.substring(PATH.length()))) {
            missed(request, Miss.WRONG_TOKEN);
            Rejection.now(request, 401, "the token in the address is wrong");
        } else if (request.method() != HttpMethod.POST) {
            Rejection.now(request, 405, "the webhook takes POST");
        } else {
            String event = event(request);
            if (event.isEmpty()) {
                missed(request, Miss.NO_EVENT);
                Rejection.now(request, 400, "event: missing in the query; the address must have no ? of its own");
            } else if (declaredSize(request) > settings.bodyLimit().bytes()) {
                alarmTooLarge(EventKind.of(event), declaredSize(request));
                refuse(request, EventKind.of(event), 413, Outcome.TOO_LARGE, "the body is over intake.body-limit");
            } else if (admission.held().full()) {
                refuse(request, EventKind.of(event), 503, Outcome.UNAVAILABLE, HeldBytes.FULL);
            } else {
                new HttpExchange(
                                admission,
                                event,
                                request,
                                context,
                                settings.bodyLimit().bytes())
                        .run(vertx, settings.hold());
            }
        }
    }

    private void missed(HttpServerRequest request, Miss miss) {
        admission.metrics().missed(miss, request.remoteAddress().hostAddress());
    }

    private void refuse(HttpServerRequest request, EventKind kind, int status, Outcome outcome, String detail) {
        admission.metrics().ended(kind, Transport.HTTP, outcome, System.nanoTime());
        admission.unacknowledged().tell(kind, detail);
        Rejection.now(request, status, detail);
    }

    /** Empty if the query does not name one, or cannot be decoded. */
    private static String event(HttpServerRequest request) {
        try {
            String event = request.getParam("event");
            return event == null ? "" : event;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static long declaredSize(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static void alarmTooLarge(EventKind kind, long size) {
        LOG.error(
                "a body of {} with {} bytes or more is over intake.body-limit; WuKongIM will drop all of its messages",
                kind.wireName(),
                size);
    }
}
