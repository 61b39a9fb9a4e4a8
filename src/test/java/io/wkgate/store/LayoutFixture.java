package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.TsddTables;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The store in one of its layouts, what reads it and what marks in it. */
final class LayoutFixture implements AutoCloseable {

    private final StoreFixture store;
    private final MessageReader reader;
    private final Marks marks;

    LayoutFixture(ConnectionDetails database, LayoutName layout) throws Exception {
        if (layout == LayoutName.TSDD) {
            TsddTables.create(database);
        }
        store = StoreFixture.open(database, layout);
        reader = MessageReader.of(store.database(), layout);
        marks = Marks.of(layout);
    }

    StoreFixture store() {
        return store;
    }

    MessageReader reader() {
        return reader;
    }

    /** The id that upstream gives a message so many milliseconds after the first one. */
    static long idAfter(long millis) {
        return EventBodies.FIRST_ID + (millis << 22);
    }

    void write(JsonObject... messages) {
        store.write(Stream.of(messages).map(StoreFixture::entry).toList());
    }

    Message message(long id) {
        return reader.find(id).await().orElseThrow().message();
    }

    Future<Boolean> mark(Message message, String revoker, Instant at) {
        return store.database()
                .commit(List.of(marks.mark(message, revoker, at)))
                .map(changed -> changed.get(0) > 0);
    }

    @Override
    public void close() {
        store.close();
    }
}
