package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The keys that nobody configured. They are made at the first start and kept in the database, where every replica finds
 * the same one and a container's restart does not change it.
 */
public final class AccessKeys {

    private static final int RANDOM_BYTES = 24;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public AccessKeys(Database database) {
        this.database = database;
    }

    /** The key of that name, made now if there is none; of several replicas that make one at once, one wins. */
    public Future<Made> findOrMake(String name) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return database.execute(
                        "INSERT INTO wkgate_access_key (name, value, made_at) VALUES (?, ?, UTC_TIMESTAMP(3))"
                                + " ON DUPLICATE KEY UPDATE name = name",
                        Tuple.of(name, made))
                .compose(inserted ->
                        database.execute("SELECT value FROM wkgate_access_key WHERE name = ?", Tuple.of(name)))
                .map(rows -> rows.iterator().next().getString("value"))
                .map(value -> new Made(new Secret(value), value.equals(made)));
    }

    /** The key of that name, if one was made. */
    public Future<Optional<Secret>> find(String name) {
        return database.execute("SELECT value FROM wkgate_access_key WHERE name = ?", Tuple.of(name))
                .map(rows -> {
                    Optional<Secret> found = Optional.empty();
                    for (Row row : rows) {
                        found = Optional.of(new Secret(row.getString("value")));
                    }
                    return found;
                });
    }

    /**
     * A key.
     *
     * @param justNow whether this call made it, so that it may be shown once
     */
    public record Made(Secret key, boolean justNow) {}
}
