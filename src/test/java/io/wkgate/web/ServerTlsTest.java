package io.wkgate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.wkgate.config.NamedFile;
import io.wkgate.config.SettingsException;
import io.wkgate.config.TlsFiles;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.TestCertificates;
import io.wkgate.testing.TestCertificates.Issued;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: a listener shows the certificate that its files hold, new connections get a new one within seconds while open
 * ones go on, and what cannot be used is refused at the start and costs nothing later.
 */
class ServerTlsTest {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static Vertx vertx;
    private static TestCertificates certificates;
    private static Issued first;
    private static Issued second;

    @TempDir
    private Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private LogCapture log;

    @BeforeAll
    static void make() throws Exception {
        vertx = Vertx.vertx();
        certificates = new TestCertificates();
        first = certificates.issue("first", "127.0.0.1");
        second = certificates.issue("second", 0, 90, "127.0.0.1");
    }

    @AfterAll
    static void close() {
        EndOf.vertx(vertx);
    }

    @BeforeEach
    void write() throws Exception {
        first.writeTo(folder);
        log = LogCapture.open();
    }

    @AfterEach
    void end() {
        vertx.deploymentIDs().forEach(watch -> vertx.undeploy(watch).await());
        log.close();
    }

    private TlsFiles files() {
        return new TlsFiles(
                new NamedFile("api.tls-certificate", folder.resolve("tls.crt")),
                new NamedFile("api.tls-key", folder.resolve("tls.key")),
                Optional.empty());
    }

    private TlsFiles filesWithClients() {
        return new TlsFiles(
                files().certificate(),
                files().key(),
                Optional.of(new NamedFile("api.client-ca", folder.resolve("ca.crt"))));
    }

    private ServerTls open(TlsFiles files) {
        return ServerTls.open(vertx, files, "api", registry, Clock.systemUTC(), PAUSE);
    }

    private int listen() {
        ServerTls tls = open(files());
        HttpServer server = vertx.createHttpServer(tls.secured(new HttpServerOptions()))
                .requestHandler(request -> request.response().end("well"))
                .listen(0, "127.0.0.1")
                .await();
        tls.renew(server);
        return server.actualPort();
    }

    private static SSLSocket connect(int port) throws Exception {
        SSLSocket socket = (SSLSocket) certificates.client().getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static String shown(int port) {
        try (SSLSocket socket = connect(port)) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("well")) {
            int next = in.read();
            assertThat(next).as(answer.toString()).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private double failures() {
        return registry.get("wkgate.tls.reload.failures")
                .tag("listener", "api")
                .counter()
                .count();
    }

    private double days() {
        return registry.get("wkgate.tls.certificate.days")
                .tag("listener", "api")
                .gauge()
                .value();
    }

    private long told(String text) {
        return log.lines().stream().filter(line -> line.contains(text)).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTheVersionsThatAreSafe(String version) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) certificates.client().getSocketFactory().createSocket("127.0.0.1", listen())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
        assertThat(open(files()).secured(new HttpServerOptions()).getEnabledSecureTransportProtocols())
                .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    /** A mounted secret is a link to a link, and only the one in the middle is changed. */
    @Test
    void aNewCertificateIsShownAndOpenConnectionsGoOn() throws Exception {
        first.writeTo(folder.resolve("..1"));
        second.writeTo(folder.resolve("..2"));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        for (String name : new String[] {"tls.crt", "tls.key"}) {
            Files.delete(folder.resolve(name));
            Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
        int port = listen();
        assertThat(days()).isCloseTo(29, within(0.1));
        try (SSLSocket open = connect(port)) {
            assertThat(answer(open)).startsWith("HTTP/1.1 200");
            Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("..2"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
            await().until(() -> shown(port).equals("CN=second"));
            assertThat(answer(open)).startsWith("HTTP/1.1 200");
        }
        assertThat(days()).isCloseTo(90, within(0.1));
        assertThat(failures()).isZero();
        assertThat(told("shows a new certificate")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "tls.crt, no certificate, api.tls-certificate: ",
        "tls.key, no key, api.tls-key: ",
        "tls.key, '', api.tls-key: ",
        "tls.crt, second, is not the key of the certificate"
    })
    void whatCannotBeUsedLeavesTheOneBeforeAndIsToldOnce(String file, String content, String reason) throws Exception {
        int port = listen();
        Files.writeString(folder.resolve(file), content.equals("second") ? second.certificatePem() : content);
        await().until(() -> failures() >= 3);
        assertThat(shown(port)).isEqualTo("CN=first");
        assertThat(told(reason)).isOne();
        second.writeTo(folder);
        await().until(() -> shown(port).equals("CN=second"));
    }

    @Test
    void aFileThatIsGoneIsToldAgainWhenItGoesAgain() throws Exception {
        int port = listen();
        for (int time = 1; time <= 2; time++) {
            double before = failures();
            Files.delete(folder.resolve("tls.key"));
            await().until(() -> failures() >= before + 2);
            assertThat(told("tls.key is not there")).isEqualTo(time);
            assertThat(shown(port)).isEqualTo("CN=first");
            Issued next = certificates.issue("next" + time, "127.0.0.1");
            next.writeTo(folder);
            String name = next.certificate().getSubjectX500Principal().getName();
            await().until(() -> shown(port).equals(name));
            first.writeTo(folder);
            await().until(() -> shown(port).equals("CN=first"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls.crt, , api.tls-certificate: *tls.crt is not there",
        "tls.key, , api.tls-key: *tls.key is not there",
        "tls.crt, '', api.tls-certificate: *tls.crt holds no certificate",
        "tls.crt, TOP-SECRET, api.tls-certificate: *tls.crt holds no certificate*",
        "tls.key, TOP-SECRET, api.tls-key: *tls.key holds no private key*",
        "tls.key, -----BEGIN PRIVATE KEY-----TOP-SECRET-----END PRIVATE KEY-----, api.tls-key: *holds no private key*",
        "tls.key, -----BEGIN ENCRYPTED PRIVATE KEY-----TOP-SECRET, api.tls-key: *is encrypted*",
        "ca.crt, , api.client-ca: *ca.crt is not there",
        "ca.crt, TOP-SECRET, api.client-ca: *ca.crt holds no certificate*"
    })
    void aMistakeStopsTheStartAndNamesTheSetting(String file, String content, String sentence) throws Exception {
        Files.writeString(folder.resolve("ca.crt"), certificates.authorityPem());
        open(filesWithClients());
        if (content == null) {
            Files.delete(folder.resolve(file));
        } else {
            Files.writeString(folder.resolve(file), content);
        }
        assertThatThrownBy(() -> open(filesWithClients()))
                .isInstanceOf(SettingsException.class)
                .hasMessageMatching(sentence.replace(".", "\\.").replace("*", ".*"))
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    @Test
    void aKeyOfAnotherCertificateStopsTheStart() throws Exception {
        Files.writeString(folder.resolve("tls.key"), second.keyPem());
        assertThatThrownBy(() -> open(files()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("api.tls-key", "is not the key of the certificate in", "api.tls-certificate");
    }

    @Test
    void oneThatHasEndedIsShownAndTold() throws Exception {
        certificates.issue("old", -10, 3, "127.0.0.1").writeTo(folder);
        open(files());
        assertThat(days()).isCloseTo(-7, within(0.1));
        assertThat(told("the certificate of the api listener is no longer valid"))
                .isOne();
    }

    @Test
    void noTextSaysTheKey() throws Exception {
        TlsContent content = TlsContent.read(files());
        TlsMaterial material = TlsMaterial.of(vertx, files(), content);
        String secret = first.keyPem().lines().skip(1).findFirst().orElseThrow();
        assertThat(content + " " + material + " " + files()).doesNotContain(secret);
        assertThat(log.lines()).noneMatch(line -> line.contains(secret));
    }
}
