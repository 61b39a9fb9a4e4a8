package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.TestCertificates;
import io.wkgate.testing.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The promise: a command reaches its own gateway over TLS, whatever host the certificate is for, and no other one. */
@ExtendWith(DatabaseServerExtension.class)
class OpsOverTlsTest {

    @TempDir
    private Path folder;

    private CommandRun destinations(int port, Path certificate) throws Exception {
        Path config = Files.writeString(folder.resolve("wkgate.yaml"), """
                ops:
                  port: %d
                  key: %s
                  tls-certificate: %s
                  tls-key: %s
                """.formatted(
                        port, TestGateway.OPS_KEY, certificate.resolve("tls.crt"), certificate.resolve("tls.key")));
        return CommandRun.of("destinations", "list", "--config", config.toString());
    }

    @Test
    void theCertificateOfTheSettingsIsBelieved(ConnectionDetails database) throws Exception {
        TestCertificates certificates = new TestCertificates();
        Path own = certificates.issue("own", "wkgate.example").writeTo(folder.resolve("own"));
        Path other = certificates.issue("other", "127.0.0.1").writeTo(folder.resolve("other"));
        Map<String, String> tls = Map.of(
                "WKGATE_OPS_TLS_CERTIFICATE", own.resolve("tls.crt").toString(),
                "WKGATE_OPS_TLS_KEY", own.resolve("tls.key").toString());
        try (TestGateway gateway = TestGateway.start(database, tls)) {
            CommandRun run = destinations(gateway.opsPort(), own);
            assertThat(run.code()).as(run.error()).isZero();
            CommandRun refused = destinations(gateway.opsPort(), other);
            assertThat(refused.code()).isNotZero();
            assertThat(refused.error()).contains("https://127.0.0.1:" + gateway.opsPort(), "ops.tls-certificate");
        }
    }
}
