package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a refusal over HTTP/2 is an answer that HTTP/2 knows; a header about its connection is none there. */
@ExtendWith(DatabaseServerExtension.class)
class RefusedOverHttp2Test {

    @Test
    void saysNothingOfItsConnection(ConnectionDetails database) {
        Vertx vertx = Vertx.vertx();
        try (TestGateway gateway = TestGateway.start(database)) {
            HttpClientOptions options = new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false);
            var answer = vertx.createHttpClient(options)
                    .request(HttpMethod.POST, gateway.httpPort(), LoopbackPort.HOST, "/webhook/wrong?event=msg.notify")
                    .compose(request -> request.send("[]"))
                    .await();
            assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.headers().names()).doesNotContain("connection");
        } finally {
            EndOf.vertx(vertx);
        }
    }
}
