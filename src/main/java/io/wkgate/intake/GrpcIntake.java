package io.wkgate.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.wkgate.config.IntakeSettings;
import io.wkgate.event.EventKind;
import io.wkgate.intake.IntakeMetrics.Outcome;
import io.wkgate.intake.grpc.EventReq;
import io.wkgate.intake.grpc.EventResp;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.intake.grpc.WebhookServiceGrpcService;
import io.wkgate.web.ListenException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code wkhook.WebhookService/SendWebhook}, as WuKongIM 1.2 to 2.2 call it (grpc.jsonl). The status Success is what 200
 * is over HTTP.
 */
final class GrpcIntake extends VerticleBase {

    private final IntakeSettings settings;
    private final Admission admission;
    private final AtomicInteger actualPort;
    private @Nullable HttpServer server;

    GrpcIntake(IntakeSettings settings, Admission admission, AtomicInteger actualPort) {
        this.settings = settings;
        this.admission = admission;
        this.actualPort = actualPort;
    }

    @Override
    public Future<?> start() {
        GrpcServer grpc = GrpcServer.server(
                vertx,
                new GrpcServerOptions()
                        .setMaxMessageSize(Math.min(settings.bodyLimit().bytes(), 1L << 30)));
        new Service(context).bind(grpc);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(settings.grpcHost())
                        .setPort(settings.grpcPort() == 0 ? -2 : settings.grpcPort()))
                .requestHandler(grpc);
        return ListenException.explained(
                        server.listen(),
                        "intake.grpc-host",
                        settings.grpcHost(),
                        "intake.grpc-port",
                        settings.grpcPort())
                .onSuccess(listening -> actualPort.set(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** Takes no new connection, and lets what is open be answered. */
    Future<Void> drain(long millis) {
        return server == null ? Future.succeededFuture() : server.shutdown(millis, TimeUnit.MILLISECONDS);
    }

    private final class Service extends WebhookServiceGrpcService {

        private final Context context;

        Service(Context context) {
            this.context = context;
        }

        @Override
        public Future<EventResp> sendWebhook(EventReq call) {
            long begun = System.nanoTime();
            EventKind kind = EventKind.of(call.getEvent());
            int size = call.getData().size();
            if (admission.held().full()) {
                return Future.succeededFuture(answer(kind, Optional.of(HeldBytes.FULL), begun));
            }
            Reception reception = admission.begin(kind, call.getEvent(), Transport.GRPC, committed -> {});
            admission.held().add(size);
            Promise<Void> stored = Promise.promise();
            long timer = vertx.setTimer(settings.hold().toMillis(), fired -> {
                reception.abandon();
                stored.tryFail(new UnavailableException("not committed in time"));
            });
            reception.write(Buffer.buffer(call.getData().toByteArray()));
            reception
                    .end()
                    .onComplete(result -> context.runOnContext(now -> {
                        if (result.succeeded()) {
                            stored.tryComplete();
                        } else {
                            stored.tryFail(result.cause());
                        }
                    }));
            return stored.future().transform(done -> {
                vertx.cancelTimer(timer);
                admission.held().release(size);
                Optional<String> refused = done.succeeded()
                        ? Optional.empty()
                        : Optional.of(String.valueOf(done.cause().getMessage()));
                return Future.succeededFuture(answer(kind, refused, begun));
            });
        }

        /** @param refused why it is not stored, if it is not */
        private EventResp answer(EventKind kind, Optional<String> refused, long begun) {
            Outcome outcome = refused.isEmpty() ? Outcome.ACKNOWLEDGED : Outcome.UNAVAILABLE;
            admission.metrics().ended(kind, Transport.GRPC, outcome, begun);
            refused.ifPresent(reason -> admission.unacknowledged().tell(kind, reason));
            return EventResp.newBuilder()
                    .setStatus(refused.isEmpty() ? EventStatus.Success : EventStatus.Error)
                    .build();
        }
    }
}
