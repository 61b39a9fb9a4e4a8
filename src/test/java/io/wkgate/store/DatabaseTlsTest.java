package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseTls;
import io.wkgate.config.DatabaseTls.Mode;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: both clients of the database speak TLS as {@code database.tls} says, and none speaks at all to a server that
 * does not show what was asked for.
 */
@ExtendWith(DatabaseServerExtension.class)
class DatabaseTlsTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static DatabaseServer server;
    private static ConnectionDetails details;
    private static Path authority;
    private static Path otherAuthority;

    /** Its certificate is for 127.0.0.1 and not for localhost, and this user gets in only over TLS. */
    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        TestCertificates certificates = new TestCertificates();
        Path own = certificates.issue("database", "127.0.0.1").writeTo(folder.toRealPath());
        authority = Files.writeString(folder.resolve("ca.crt"), certificates.authorityPem());
        otherAuthority = Files.writeString(folder.resolve("other-ca.crt"), new TestCertificates().authorityPem());
        server = DatabaseServer.startWith(
                "ssl=ON", "ssl-cert=\"" + own.resolve("tls.crt") + "\"", "ssl-key=\"" + own.resolve("tls.key") + "\"");
        details = server.createDatabase();
        Sql.runAsAdministrator(server, "ALTER USER '%s'@'%s' REQUIRE SSL".formatted(details.user(), details.host()));
    }

    @AfterAll
    static void stop() throws Exception {
        EndOf.vertx(vertx);
        server.close();
    }

    private static DatabaseUrl url(String host, Mode mode, Path believed) {
        DatabaseUrl plain = StoreFixture.url(details);
        Optional<Path> authorities = mode.verifies() ? Optional.of(believed) : Optional.empty();
        return new DatabaseUrl(
                host,
                plain.port(),
                plain.user(),
                plain.password(),
                plain.database(),
                new DatabaseTls(mode, authorities));
    }

    private static String cipherOfEvents(DatabaseUrl url) {
        Database database = Database.of(vertx, url, 1, Duration.ofSeconds(10));
        try {
            Row row = database.execute("SHOW STATUS LIKE 'Ssl_cipher'", Tuple.tuple())
                    .await()
                    .iterator()
                    .next();
            return row.getString(1);
        } finally {
            database.close().await();
        }
    }

    private static void migrate(DatabaseUrl url) {
        new Migrations(url, LayoutName.NATIVE, SHORT).run();
    }

    private static void refused(DatabaseUrl url) {
        assertThatThrownBy(() -> cipherOfEvents(url)).as(url.toString()).isNotNull();
        assertThatThrownBy(() -> migrate(url)).isInstanceOf(MigrationException.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFF")
    void bothClientsSpeakTls(Mode mode) {
        DatabaseUrl url = url("127.0.0.1", mode, authority);
        assertThat(cipherOfEvents(url)).isNotEmpty();
        assertThatCode(() -> migrate(url)).doesNotThrowAnyException();
    }

    /** The user gets in only over TLS. */
    @Test
    void offIsPlain() {
        refused(url("127.0.0.1", Mode.OFF, authority));
    }

    @Test
    void aServerWithoutTlsIsNotSpokenTo(ConnectionDetails plain) {
        DatabaseUrl url = StoreFixture.url(plain);
        assertThat(cipherOfEvents(url)).isEmpty();
        refused(url.over(url("127.0.0.1", Mode.REQUIRED, authority).tls()));
        DatabaseUrl verified =
                url.over(url("127.0.0.1", Mode.VERIFY_CA, authority).tls());
        assertThatThrownBy(() -> cipherOfEvents(verified)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"VERIFY_CA", "VERIFY_FULL"})
    void anotherAuthorityIsRefused(Mode mode) {
        refused(url("127.0.0.1", mode, otherAuthority));
    }

    @Test
    void anotherHostIsRefusedOnlyWhereTheHostIsLookedAt() {
        refused(url("localhost", Mode.VERIFY_FULL, authority));
        DatabaseUrl url = url("localhost", Mode.VERIFY_CA, authority);
        assertThat(cipherOfEvents(url)).isNotEmpty();
        assertThatCode(() -> migrate(url)).doesNotThrowAnyException();
    }

    @Test
    void whatIsToldHoldsNoPassword() {
        DatabaseUrl url = url("127.0.0.1", Mode.VERIFY_CA, otherAuthority);
        try (LogCapture log = LogCapture.open()) {
            assertThatThrownBy(() -> migrate(url))
                    .hasMessageNotContaining(details.password())
                    .hasStackTraceContaining("PKIX path");
            assertThat(log.lines()).noneMatch(line -> line.contains(details.password()));
        }
        assertThat(url.toString()).doesNotContain(details.password());
    }
}
