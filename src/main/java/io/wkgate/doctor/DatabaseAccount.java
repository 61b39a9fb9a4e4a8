package io.wkgate.doctor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** wkgate's own tables, for the checks that read something there. What is wrong with them is {@link DatabaseCheck}'s to tell. */
final class DatabaseAccount {

    private final Vertx vertx;
    private final Optional<DatabaseUrl> url;
    private final DatabaseSettings settings;

    DatabaseAccount(Vertx vertx, Optional<DatabaseUrl> url, DatabaseSettings settings) {
        this.vertx = vertx;
        this.url = url;
        this.settings = settings;
    }

    LayoutName layout() {
        return settings.layout();
    }

    /** What is read there; nothing if the database is away, or the tables are not there. */
    <T> Optional<T> read(Function<Database, Future<T>> reading) {
        return read(reading, Duration.ZERO);
    }

    /** @param longer how much longer it may take */
    <T> Optional<T> read(Function<Database, Future<T>> reading, Duration longer) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Database database = Database.of(vertx, url.get(), 1, settings.timeout());
        Duration limit = settings.timeout().multipliedBy(3).plus(longer);
        try {
            return Optional.of(Waiting.on(reading.apply(database), limit));
        } catch (Exception away) {
            // Of whatever kind: a future throws what it failed with, checked or not.
            return Optional.empty();
        } finally {
            database.close();
        }
    }
}
