package io.wkgate.boot;

import io.wkgate.config.DatabaseSettings;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.NamedFile;
import io.wkgate.config.Secret;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.EmbeddedDatabase;
import io.wkgate.web.PemCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to the database: the configured one, or the embedded one, which it starts and stops. Its methods block. */
public final class DatabaseAccess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatabaseUrl url;
    private final @Nullable EmbeddedDatabase embedded;

    private DatabaseAccess(DatabaseUrl url, @Nullable EmbeddedDatabase embedded) {
        this.url = url;
        this.embedded = embedded;
    }

    /** Starts the embedded database if none is configured. */
    public static DatabaseAccess open(DatabaseSettings settings) {
        requireAuthority(settings);
        if (settings.url().isPresent()) {
            return new DatabaseAccess(settings.url().get(), null);
        }
        EmbeddedDatabase embedded = EmbeddedDatabase.start(directory(settings));
        return new DatabaseAccess(url(embedded.connectionDetails()), embedded);
    }

    /** Where the database of a process that runs already is, without starting one. */
    public static Optional<DatabaseUrl> find(DatabaseSettings settings) {
        requireAuthority(settings);
        return settings.url()
                .or(() -> EmbeddedDatabase.find(directory(settings)).map(DatabaseAccess::url));
    }

    /** Whoever connects would only find out much later, after many tries. */
    private static void requireAuthority(DatabaseSettings settings) {
        settings.ca().ifPresent(path -> PemCertificates.read(new NamedFile("database.ca", path)));
    }

    private static Path directory(DatabaseSettings settings) {
        return settings.directory().resolve("mariadb");
    }

    private static DatabaseUrl url(ConnectionDetails details) {
        return new DatabaseUrl(
                details.host(), details.port(), details.user(), new Secret(details.password()), details.database());
    }

    DatabaseUrl url() {
        return url;
    }

    /**
     * @param migrate whether to bring the tables up to date, or to throw if they are not
     * @return how many migrations ran
     */
    public int prepareTables(LayoutName layout, boolean migrate) {
        return prepareTables(layout, migrate, () -> {});
    }

    /** @param beforeChange run just before a table is changed, if one is */
    int prepareTables(LayoutName layout, boolean migrate, Runnable beforeChange) {
        Migrations migrations = new Migrations(url, layout, PATIENCE);
        if (migrate) {
            return migrations.run(beforeChange);
        }
        migrations.requireNone();
        return 0;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
