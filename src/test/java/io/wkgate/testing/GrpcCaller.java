package io.wkgate.testing;

import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.wkgate.intake.grpc.EventReq;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.intake.grpc.WebhookServiceGrpcClient;
import java.util.concurrent.TimeUnit;

/** Calls the gRPC webhook as WuKongIM does, and waits for the answer. */
public final class GrpcCaller implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final WebhookServiceGrpcClient client;

    public GrpcCaller(int port) {
        client = WebhookServiceGrpcClient.create(
                GrpcClient.client(vertx), SocketAddress.inetSocketAddress(port, "127.0.0.1"));
    }

    /** Over TLS, where those options say so. */
    public GrpcCaller(int port, HttpClientOptions options) {
        client = WebhookServiceGrpcClient.create(
                GrpcClient.client(vertx, options), SocketAddress.inetSocketAddress(port, "127.0.0.1"));
    }

    /** Sends one event. */
    public EventStatus send(String event, byte[] data) throws Exception {
        return client.sendWebhook(EventReq.newBuilder()
                        .setEvent(event)
                        .setData(ByteString.copyFrom(data))
                        .build())
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getStatus();
    }

    @Override
    public void close() throws Exception {
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
