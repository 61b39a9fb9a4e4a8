package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpClientOptions;
import io.wkgate.config.SettingsException;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.GrpcCaller;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.RawCall;
import io.wkgate.testing.TestCertificates;
import io.wkgate.testing.TestCertificates.Issued;
import io.wkgate.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: a listener with a certificate answers over TLS and never in plain, where clients need a certificate a stranger
 * gets nowhere, and both are so after the files have changed.
 */
@ExtendWith(DatabaseServerExtension.class)
class TlsListenersTest {

    @TempDir
    private static Path folder;

    private static TestCertificates certificates;
    private static Issued known;
    private static Issued stranger;
    private static LogCapture log;
    private static TestGateway gateway;

    @BeforeAll
    static void start(ConnectionDetails database) throws Exception {
        certificates = new TestCertificates();
        TestCertificates clients = new TestCertificates();
        known = clients.issue("known", "known.example");
        stranger = certificates.issue("stranger", "stranger.example");
        Files.writeString(folder.resolve("clients.crt"), clients.authorityPem());
        for (String listener : List.of("intake", "api", "ops")) {
            certificates.issue("first", "127.0.0.1").writeTo(folder.resolve(listener));
        }
        log = LogCapture.open();
        gateway = TestGateway.start(
                database,
                Map.of(
                        "WKGATE_INTAKE_TLS_CERTIFICATE", file("intake/tls.crt"),
                        "WKGATE_INTAKE_TLS_KEY", file("intake/tls.key"),
                        "WKGATE_INTAKE_GRPC_CLIENT_CA", file("clients.crt"),
                        "WKGATE_API_TLS_CERTIFICATE", file("api/tls.crt"),
                        "WKGATE_API_TLS_KEY", file("api/tls.key"),
                        "WKGATE_API_CLIENT_CA", file("clients.crt"),
                        "WKGATE_OPS_TLS_CERTIFICATE", file("ops/tls.crt"),
                        "WKGATE_OPS_TLS_KEY", file("ops/tls.key")));
    }

    @AfterAll
    static void stop() {
        log.close();
        gateway.close();
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static HttpResponse<String> call(SSLContext tls, int port, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (path.startsWith("/webhook/")) {
            request.POST(HttpRequest.BodyPublishers.ofByteArray(EventBodies.notifyOf(EventBodies.ids(0, 1))));
        }
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                // The JDK's client now and then waits for ever for a server that refused its certificate.
                .send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static EventStatus grpc(Optional<Issued> client) throws Exception {
        HttpClientOptions options =
                new HttpClientOptions().setSsl(true).setUseAlpn(true).setTrustOptions(certificates.trust());
        if (client.isPresent()) {
            options.setKeyCertOptions(client.get().options());
        }
        try (GrpcCaller caller = new GrpcCaller(gateway.grpcPort(), options)) {
            return caller.send("msg.notify", EventBodies.notifyOf(EventBodies.ids(1, 1)));
        }
    }

    private static String shown(int port) {
        try (SSLSocket socket =
                (SSLSocket) certificates.client(known).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void everyoneAnswers() throws Exception {
        String webhook = "/webhook/" + TestGateway.TOKEN + "?event=msg.notify";
        HttpResponse<String> stored = call(certificates.client(), gateway.httpPort(), webhook);
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(stored.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(grpc(Optional.of(known))).isEqualTo(EventStatus.Success);
        assertThat(call(certificates.client(known), gateway.apiPort(), "/v1/revokes", "token", TestGateway.API_KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(call(certificates.client(), gateway.opsPort(), "/health/ready")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void strangersGetNowhere() throws Exception {
        for (SSLContext tls : List.of(certificates.client(), certificates.client(stranger))) {
            assertThatThrownBy(() -> call(tls, gateway.apiPort(), "/v1/revokes", "token", TestGateway.API_KEY))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> grpc(Optional.empty())).isNotNull();
        assertThatThrownBy(() -> grpc(Optional.of(stranger))).isNotNull();
    }

    @Test
    void eachAnswersOverTls() throws Exception {
        everyoneAnswers();
    }

    @Test
    void noneAnswersInPlain() throws Exception {
        for (int port : new int[] {gateway.httpPort(), gateway.grpcPort(), gateway.apiPort(), gateway.opsPort()}) {
            try (RawCall call = new RawCall(port)) {
                call.head("GET", "/health/ready");
                assertThatThrownBy(call::status).isInstanceOf(IOException.class);
            }
        }
        try (GrpcCaller caller = new GrpcCaller(gateway.grpcPort())) {
            assertThatThrownBy(() -> caller.send("msg.notify", new byte[0])).isNotNull();
        }
    }

    @Test
    void aClientThatHasToShowACertificateShowsOneOfItsAuthority() throws Exception {
        strangersGetNowhere();
        assertThat(call(certificates.client(known), gateway.apiPort(), "/v1/revokes")
                        .statusCode())
                .as("the key is asked for all the same")
                .isEqualTo(401);
    }

    @Test
    void allIsSoAfterTheFilesHaveChanged() throws Exception {
        Issued second = certificates.issue("second", "127.0.0.1");
        for (String listener : List.of("intake", "api", "ops")) {
            second.writeTo(folder.resolve(listener));
        }
        for (int port : new int[] {gateway.httpPort(), gateway.grpcPort(), gateway.apiPort(), gateway.opsPort()}) {
            await().until(() -> shown(port).equals("CN=second"));
        }
        everyoneAnswers();
        strangersGetNowhere();
        String secret = second.keyPem().lines().skip(1).findFirst().orElseThrow();
        assertThat(log.lines())
                .noneMatch(line -> line.contains(secret) || line.contains("PRIVATE KEY"))
                .filteredOn(line -> line.contains("shows a new certificate"))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"INTAKE, intake.tls-certificate", "API, api.tls-certificate", "OPS, ops.tls-certificate"})
    void aFileThatIsNotThereStopsTheStart(String group, String setting, ConnectionDetails database) {
        Map<String, String> wrong = Map.of(
                "WKGATE_" + group + "_TLS_CERTIFICATE", file("none.crt"),
                "WKGATE_" + group + "_TLS_KEY", file("ops/tls.key"));
        assertThatThrownBy(() -> TestGateway.start(database, wrong))
                .isInstanceOf(SettingsException.class)
                .hasMessage(setting + ": " + file("none.crt") + " is not there");
    }

    @Test
    void anAuthorityOfTheDatabaseThatIsNotThereStopsTheStart(ConnectionDetails database) {
        Map<String, String> wrong = Map.of("WKGATE_DATABASE_TLS", "verify-ca", "WKGATE_DATABASE_CA", file("none.crt"));
        assertThatThrownBy(() -> TestGateway.start(database, wrong))
                .isInstanceOf(SettingsException.class)
                .hasMessage("database.ca: " + file("none.crt") + " is not there");
    }
}
