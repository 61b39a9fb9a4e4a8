package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without TLS, api and ops stay with HTTP/1.1, also for a client that asks for an upgrade, as Java's own does. */
@ExtendWith(DatabaseServerExtension.class)
class ClearTextTest {

    @Test
    void neitherUpgradesToHttp2(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            HttpClient upgrading =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            for (int port : List.of(gateway.apiPort(), gateway.opsPort())) {
                HttpResponse<Void> answer = upgrading.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            }
        }
    }
}
