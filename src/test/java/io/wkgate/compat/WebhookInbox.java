package io.wkgate.compat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;
import io.wkgate.intake.grpc.EventReq;
import io.wkgate.intake.grpc.EventResp;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.intake.grpc.WebhookServiceGrpcService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A webhook receiver over HTTP or gRPC; over gRPC status 200 is Success and any other Error. */
final class WebhookInbox implements Inbox {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final int OK = 200;

    private final Vertx vertx;
    private final List<Came> came = new CopyOnWriteArrayList<>();
    private volatile Function<Came, Reaction> reaction = each -> new Reaction(OK, Duration.ZERO);
    private String url = "";

    private WebhookInbox(Vertx vertx) {
        this.vertx = vertx;
    }

    static WebhookInbox overHttp(Vertx vertx) {
        WebhookInbox inbox = new WebhookInbox(vertx);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(inbox::handle)
                .listen(0, "127.0.0.1")
                .await();
        inbox.url = "http://127.0.0.1:" + server.actualPort() + "/webhook";
        return inbox;
    }

    static WebhookInbox overGrpc(Vertx vertx) {
        WebhookInbox inbox = new WebhookInbox(vertx);
        GrpcServer grpc = GrpcServer.server(vertx).callHandler(WebhookServiceGrpcService.SendWebhook, inbox::handle);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(grpc)
                .listen(0, "127.0.0.1")
                .await();
        inbox.url = "grpc://127.0.0.1:" + server.actualPort();
        return inbox;
    }

    /** As a server is told it. */
    String url() {
        return url;
    }

    /** What came so far is no part of what is measured. */
    void forget() {
        came.clear();
    }

    @Override
    public List<Came> came(String event) {
        return came.stream().filter(each -> each.event().equals(event)).toList();
    }

    @Override
    public void react(Function<Came, Reaction> next) {
        reaction = next;
    }

    @Override
    public Came await(String event, Predicate<Came> fits) {
        Callable<Optional<Came>> first = () -> came(event).stream().filter(fits).findFirst();
        return Awaitility.await("a " + event + " that fits")
                .pollInterval(POLL)
                .until(first, Optional::isPresent)
                .orElseThrow();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Reaction answer = arrived(Objects.requireNonNullElse(request.getParam("event"), ""), body.toString());
            after(answer.after(), () -> {
                if (answer.status() == 0) {
                    request.connection().close();
                } else if (!request.response().closed()) {
                    request.response().setStatusCode(answer.status()).end();
                }
            });
        });
    }

    private void handle(GrpcServerRequest<EventReq, EventResp> call) {
        AtomicBoolean gone = new AtomicBoolean();
        call.errorHandler(error -> gone.set(true));
        call.exceptionHandler(failure -> gone.set(true));
        call.response().exceptionHandler(failure -> gone.set(true));
        call.handler(request -> {
            Reaction answer = arrived(request.getEvent(), request.getData().toStringUtf8());
            EventStatus status = answer.status() == OK ? EventStatus.Success : EventStatus.Error;
            after(answer.after(), () -> {
                if (!gone.get()) {
                    call.response().end(EventResp.newBuilder().setStatus(status).build());
                }
            });
        });
    }

    private Reaction arrived(String event, String body) {
        Came one = new Came(event, body, System.nanoTime());
        came.add(one);
        return reaction.apply(one);
    }

    private void after(Duration pause, Runnable answer) {
        if (pause.isZero()) {
            answer.run();
        } else {
            vertx.setTimer(Math.max(1, pause.toMillis()), id -> answer.run());
        }
    }
}
