package io.wkgate.testing;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.wkgate.intake.grpc.EventReq;
import io.wkgate.intake.grpc.EventResp;
import io.wkgate.intake.grpc.WebhookServiceGrpcClient;
import java.net.URI;

/** Sends events to a gateway without waiting for the answers, over HTTP and gRPC; any number at once. */
public final class EventSender implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final GrpcClient grpc;

    public EventSender() {
        http = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(256));
        grpc = GrpcClient.client(vertx);
    }

    /** Posts an event; the future holds the status. */
    public Future<Integer> post(URI webhook, byte[] body) {
        return http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(webhook.toString()))
                // Asked for on the event loop on which it comes: later its body may be over, and is waited for in vain.
                .compose(request -> request.send(Buffer.buffer(body))
                        .compose(response -> response.body().map(read -> response.statusCode())));
    }

    /** Posts an event to a gateway of this JVM. */
    public Future<Integer> post(TestGateway gateway, String event, byte[] body) {
        return post(URI.create(gateway.webhook() + "?event=" + event), body);
    }

    /** Calls SendWebhook; the future holds the answer. */
    public Future<EventResp> call(TestGateway gateway, String event, byte[] body) {
        return call(gateway.grpcPort(), event, body);
    }

    /** Calls SendWebhook of an intake of this JVM. */
    public Future<EventResp> call(int port, String event, byte[] body) {
        return WebhookServiceGrpcClient.create(grpc, SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .sendWebhook(EventReq.newBuilder()
                        .setEvent(event)
                        .setData(ByteString.copyFrom(body))
                        .build());
    }

    /** For what a test needs beside events, such as a proxy. */
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
