package io.wkgate.cli;

import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.boot.DatabaseAccess;
import io.wkgate.config.DatabaseSettings;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.Secret;
import io.wkgate.store.AccessKeys;
import io.wkgate.store.Database;
import java.time.Duration;

/** Reads a key that nobody configured from the database of the gateway that made it. */
final class KeptKeys {

    private KeptKeys() {}

    static Secret find(DatabaseSettings settings, String name) {
        DatabaseUrl url = DatabaseAccess.find(settings)
                .orElseThrow(() -> new CommandException("there is no database under "
                        + settings.directory().toAbsolutePath()
                        + "; start the gateway first, or call this where it was started"));
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Database.of(vertx, url, 1, settings.timeout());
            return Blocking.await(
                            new AccessKeys(database).find(name),
                            settings.timeout().multipliedBy(2))
                    .orElseThrow(() -> new CommandException("no key was made yet; start the gateway once"));
        } finally {
            Blocking.await(vertx.close(), Duration.ofSeconds(5));
        }
    }
}
