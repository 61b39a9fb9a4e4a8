package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.config.Secret;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a key that nobody configured is the same on every replica and after every restart, and is shown once. */
@ExtendWith(DatabaseServerExtension.class)
class AccessKeysTest {

    @Test
    void replicasThatStartAtOnceGetTheSameKeyAndOneOfThemShowsIt(ConnectionDetails database) throws Exception {
        try (StoreFixture one = StoreFixture.open(database);
                StoreFixture two = StoreFixture.open(database)) {
            List<Future<AccessKeys.Made>> made = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                made.add(new AccessKeys(one.database()).findOrMake("ops"));
                made.add(new AccessKeys(two.database()).findOrMake("ops"));
            }
            List<AccessKeys.Made> keys =
                    made.stream().map(future -> future.await()).toList();
            assertThat(keys)
                    .extracting(key -> key.key().value())
                    .containsOnly(keys.get(0).key().value());
            assertThat(keys).filteredOn(AccessKeys.Made::justNow).hasSize(1);
        }
    }

    @Test
    void aKeyIsKeptAndNotShownAgain(ConnectionDetails database) throws Exception {
        String key;
        try (StoreFixture first = StoreFixture.open(database)) {
            key = new AccessKeys(first.database())
                    .findOrMake("ops")
                    .await()
                    .key()
                    .value();
        }
        try (StoreFixture second = StoreFixture.open(database)) {
            AccessKeys keys = new AccessKeys(second.database());
            AccessKeys.Made again = keys.findOrMake("ops").await();
            assertThat(again.key().value()).isEqualTo(key);
            assertThat(again.justNow()).isFalse();
            assertThat(keys.find("ops").await().map(Secret::value)).contains(key);
        }
    }

    @Test
    void everyNameHasAKeyOfItsOwnThatCannotBeGuessed(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            AccessKeys keys = new AccessKeys(store.database());
            assertThat(keys.find("intake").await()).isEmpty();
            String intake = keys.findOrMake("intake").await().key().value();
            String ops = keys.findOrMake("ops").await().key().value();
            assertThat(intake).isNotEqualTo(ops).matches("[A-Za-z0-9_-]{32}");
        }
    }
}
