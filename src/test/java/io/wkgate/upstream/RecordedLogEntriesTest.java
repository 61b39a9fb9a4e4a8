package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.Message;
import io.wkgate.event.NotifyEntry;
import io.wkgate.testing.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: what is written for a message of the log is what the recorded webhook of that line had, byte for byte where
 * the log knows all of it, and otherwise in all but the fields that are listed here.
 */
class RecordedLogEntriesTest {

    /** v2 loses the header of an answer's first row; v3's messagesync has no timestamp. */
    private static final Set<String> MAY_DIFFER = Set.of("header", "timestamp");

    private static NotifyEntry form(String version) {
        return version.startsWith("v1")
                ? NotifyEntry.ONE
                : version.startsWith("v2") ? NotifyEntry.TWO : NotifyEntry.THREE;
    }

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void everyRecordedMessageIsWrittenAsItCame(String version) {
        List<JsonObject> notified = notified(version);
        assertThat(notified).hasSizeGreaterThan(30);
        for (JsonObject json : notified) {
            Entry.Accepted read =
                    (Entry.Accepted) new EntryReader().read(json.toBuffer().getBytes());
            assertThat(new JsonObject(form(version).write(read.message(), json)).encode())
                    .isEqualTo(json.encode());
            assertThat(form(version).write(read.message(), json).toString()).doesNotContain("<", "&", ">");
        }
    }

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void aRowOfTheLogIsWrittenAsTheWebhookHadIt(String version) throws IOException {
        Map<Long, JsonObject> notified = new HashMap<>();
        notified(version).forEach(json -> notified.put(json.getLong("message_id"), json));
        int compared = 0;
        for (JsonObject row : rows(version)) {
            JsonObject told = notified.get(row.getLong("message_id"));
            if (told == null) {
                continue;
            }
            compared++;
            Message message =
                    ((Entry.Accepted) new EntryReader().read(told.toBuffer().getBytes())).message();
            Entry written = new LogRow(row).entry(message.channel(), form(version));
            assertThat(new EntryReader().read(written.bytes().getBytes())).isEqualTo(written);
            JsonObject json = new JsonObject(written.bytes());
            assertThat(json.fieldNames()).containsExactlyElementsOf(told.fieldNames());
            for (String name : told.fieldNames()) {
                if (!MAY_DIFFER.contains(name)) {
                    assertThat(json.getValue(name)).as(name).isEqualTo(told.getValue(name));
                }
            }
            assertThat(json.getLong("timestamp")).isCloseTo(told.getLong("timestamp"), within(1L));
        }
        assertThat(compared).isGreaterThanOrEqualTo(5);
    }

    /** Messages that are kept, and so in the log. */
    private static List<JsonObject> notified(String version) {
        return Stream.concat(Recordings.http(version).stream(), Recordings.scene(version).stream())
                .filter(Recordings.Event::notifies)
                .flatMap(event -> new JsonArray(event.body()).stream())
                .map(JsonObject.class::cast)
                .filter(json -> json.getLong("message_seq") > 0)
                .filter(json -> json.getJsonObject("header").getInteger("sync_once") == 0)
                .toList();
    }

    private static List<JsonObject> rows(String version) throws IOException {
        return new JsonArray(Files.readString(Path.of("src/test/resources/recordings", version, "api.json")))
                .stream()
                        .map(pair ->
                                ((JsonObject) pair).getJsonObject("response").getString("body", ""))
                        .flatMap(RecordedLogEntriesTest::rowsOf)
                        .toList();
    }

    private static Stream<JsonObject> rowsOf(String body) {
        try {
            return new JsonObject(body)
                    .getJsonArray("messages", new JsonArray()).stream().map(JsonObject.class::cast);
        } catch (DecodeException | ClassCastException e) {
            return Stream.empty();
        }
    }
}
