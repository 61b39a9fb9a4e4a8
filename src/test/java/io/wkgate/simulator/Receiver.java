package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.server.GrpcServer;
import io.wkgate.intake.grpc.EventReq;
import io.wkgate.intake.grpc.EventResp;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.intake.grpc.WebhookServiceGrpcService;
import io.wkgate.intake.grpc.WebhookServiceService;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A consumer of the webhook, over HTTP and gRPC, that answers as a test tells it to. */
final class Receiver {
    /** The answer that never comes. */
    static final int HOLD = -1;

    /** One webhook call as it came in. */
    record Request(String event, Buffer body, JsonObject headers, long nanos) {

        /** The client_msg_no of every message of a msg.notify. */
        List<String> numbers() {
            return body.toJsonArray().stream()
                    .map(message -> ((JsonObject) message).getString("client_msg_no"))
                    .toList();
        }

        JsonArray messages() {
            return body.toJsonArray();
        }
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final ConcurrentHashMap<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> mostOpen = new ConcurrentHashMap<>();
    private volatile Function<String, Integer> statusOf = event -> 200;
    private int port;

    static Receiver start(Vertx vertx) {
        Receiver receiver = new Receiver();
        HttpServer server = Waiting.on(
                vertx.createHttpServer().requestHandler(receiver::handle).listen(0, "127.0.0.1"));
        receiver.port = server.actualPort();
        return receiver;
    }

    static Receiver startGrpc(Vertx vertx) {
        Receiver receiver = new Receiver();
        WebhookServiceService service = new WebhookServiceService() {
            @Override
            public Future<EventResp> sendWebhook(EventReq request) {
                return receiver.handle(request);
            }
        };
        GrpcServer grpc = GrpcServer.server(vertx).addService(WebhookServiceGrpcService.of(service));
        HttpServer server =
                Waiting.on(vertx.createHttpServer().requestHandler(grpc).listen(0, "127.0.0.1"));
        receiver.port = server.actualPort();
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/webhook";
    }

    String grpcUrl() {
        return "grpc://127.0.0.1:" + port;
    }

    /** From now on every event is answered with this status; over gRPC 200 is Success and any other Error. */
    void answer(int status) {
        statusOf = event -> status;
    }

    void answer(Function<String, Integer> status) {
        statusOf = status;
    }

    List<Request> requests(String event) {
        return requests.stream()
                .filter(request -> request.event().equals(event))
                .toList();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many held requests the other side gave up. */
    int hungUp() {
        return hungUp.get();
    }

    /** The most requests of an event that were open at the same time. */
    int mostOpen(String event) {
        return mostOpen.getOrDefault(event, 0);
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            JsonObject headers = new JsonObject();
            request.headers().forEach(headers::put);
            String event = request.getParam("event");
            int status = arrived(new Request(event, body, headers, System.nanoTime()));
            if (status == HOLD) {
                request.connection().closeHandler(gone -> {
                    hungUp.incrementAndGet();
                    left(event);
                });
            } else {
                left(event);
                request.response().setStatusCode(status).end();
            }
        });
    }

    private Future<EventResp> handle(EventReq request) {
        Buffer body = Buffer.buffer(request.getData().toByteArray());
        int status = arrived(new Request(request.getEvent(), body, new JsonObject(), System.nanoTime()));
        if (status == HOLD) {
            return Promise.<EventResp>promise().future();
        }
        left(request.getEvent());
        EventStatus answer = status == 200 ? EventStatus.Success : EventStatus.Error;
        return Future.succeededFuture(EventResp.newBuilder().setStatus(answer).build());
    }

    private int arrived(Request request) {
        requests.add(request);
        int now = open.computeIfAbsent(request.event(), event -> new AtomicInteger())
                .incrementAndGet();
        mostOpen.merge(request.event(), now, Math::max);
        return statusOf.apply(request.event());
    }

    private void left(String event) {
        open.get(event).decrementAndGet();
    }
}
