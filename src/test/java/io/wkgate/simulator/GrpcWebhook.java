package io.wkgate.simulator;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientOptions;
import io.wkgate.intake.grpc.EventReq;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.intake.grpc.WebhookServiceGrpcClient;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** The webhook over gRPC (v1 and v2, recorded in {@code grpc.jsonl}): status Success is success and nothing else. */
final class GrpcWebhook implements WebhookClient {
    private final WebhookServiceGrpcClient client;

    GrpcWebhook(Vertx vertx, String address, ScaledTime time) {
        URI uri = URI.create(address);
        GrpcClientOptions options = new GrpcClientOptions()
                .setTimeout((int) time.millis(DeliveryRules.GRPC_TIMEOUT))
                .setTimeoutUnit(TimeUnit.MILLISECONDS)
                .setScheduleDeadlineAutomatically(true);
        this.client = WebhookServiceGrpcClient.create(
                GrpcClient.client(vertx, options), SocketAddress.inetSocketAddress(uri.getPort(), uri.getHost()));
    }

    @Override
    public Future<Void> send(String event, Buffer body) {
        EventReq request = EventReq.newBuilder()
                .setEvent(event)
                .setData(ByteString.copyFrom(body.getBytes()))
                .build();
        return client.sendWebhook(request)
                .compose(answer -> answer.getStatus() == EventStatus.Success
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture("status " + answer.getStatus()));
    }
}
