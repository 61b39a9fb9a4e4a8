package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: damage inside one entry costs that entry and no other, and nothing that a user wrote is ever taken for a
 * message.
 */
class EntryRecoveryTest {

    private static final Refusal DAMAGED = new Refusal("entry", "not JSON");

    private final EntryReader reader = new EntryReader();
    private final EntryRecovery recovery = new EntryRecovery(reader);

    private static String entry(long id) {
        return EntryText.of(id).encode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"payload\":\"aGVsbG8=",
                "payload\":\"aGVsbG8=\"",
                "\"header\":{{\"no_persist\":0}",
                "\"header\":{\"no_persist\":0}}",
                "\"header\":[{\"no_persist\":0}",
                "\"header\":{\"no_persist\":0]",
                "\"setting\":]",
                "\"setting\":\\",
                "\"setting\":\"\\\""
            })
    void damageCostsOnlyItsOwnEntry(String damage) {
        String damaged = "{" + damage + ",\"message_id\":2,\"channel_id\":\"g1\",\"timestamp\":1}";
        assertThat(ids(recoverFrom(EntryText.body(entry(1), damaged, entry(3), entry(4)))))
                .containsExactly(1L, 3L, 4L);
        assertThat(ids(recoverFrom(EntryText.body(damaged, entry(3))))).containsExactly(3L);
        assertThat(ids(recoverFrom(EntryText.body(entry(1), damaged)))).containsExactly(1L);
    }

    @Test
    void whatIsLeftBetweenTheMessagesKeepsItsBytes() {
        List<Entry> entries = recover("{\"a\":\"x}," + entry(1) + ",{\"b\":y}," + entry(2) + " ]");
        assertThat(ids(entries)).containsExactly(1L, 2L);
        assertThat(leftOver(entries)).containsExactly("{\"a\":\"x},", ",{\"b\":y},");
    }

    @Test
    void theFirstMessageOfAPieceIsFoundToo() {
        assertThat(ids(recover(entry(1) + entry(2)))).containsExactly(1L, 2L);
        assertThat(ids(recover(entry(1) + "x" + entry(2)))).containsExactly(1L, 2L);
        assertThat(leftOver(recover(entry(1) + "x" + entry(2)))).containsExactly("x");
    }

    @Test
    void whatHoldsNoMessageIsLeftAsItCame() {
        String piece = "{\"message_id\":5,\"a\":{\"b\":[{}]}";
        assertThat(leftOver(recover(piece))).containsExactly(piece);
    }

    @Test
    void ofAPieceThatWasCutNothingIsSearched() {
        Entry.Refused cut = new Entry.Refused(DAMAGED, Buffer.buffer("x" + entry(1)), 1 << 30);
        assertThat(recovery.recover(cut)).containsExactly(cut);
    }

    @Test
    void aPartOfADamagedEntryIsNoMessage() {
        String damaged = "{\"reply\":{\"message_id\":5,\"payload\":\"\"},\"payload\":\"x}";
        assertThat(ids(recover(damaged + "," + entry(6)))).containsExactly(6L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_msg_no", "from_uid", "channel_id", "unknown"})
    void textThatLooksLikeAMessageIsNeverTakenForOne(String field) {
        String evil = Json.encode("x\",\"a\":" + entry(666) + ",{" + entry(667) + "},\"\\");
        String carrier = EntryText.with(2, field, evil);
        for (int quote = carrier.indexOf('"'); quote >= 0; quote = carrier.indexOf('"', quote + 1)) {
            String damaged = carrier.substring(0, quote) + carrier.substring(quote + 1);
            List<Long> ids = ids(recoverFrom(EntryText.body(entry(1), damaged, entry(3))));
            assertThat(ids).as("without the quote at %d", quote).doesNotContain(666L, 667L);
        }
        String piece = "{\"damaged\":\"" + carrier;
        assertThat(ids(recover(piece))).doesNotContain(666L, 667L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "},", "},{", "]", "],[", "\"", "\"}", "\"},{\"", "\\", "\\\"", "{", "[", "{[,"})
    void bracketsAndQuotesInTheTextsOfOthersChangeNothing(String text) {
        String carrier = EntryText.with(3, "client_msg_no", Json.encode(text));
        String damaged = EntryText.with(2, "payload", "\"aGVsbG8=");
        assertThat(ids(recoverFrom(EntryText.body(entry(1), damaged, carrier, entry(4), carrier.replace("3", "5")))))
                .containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void bytesThatLookLikeAnotherEncodingAreOnlyBytes() {
        String piece = "xx{\0}\0" + entry(1) + "{\0\0\0}\0\0\0";
        assertThat(ids(recover(piece))).containsExactly(1L);
    }

    @Test
    void aBodyThatIsOneObjectIsNoDamageAndNotSearched() {
        for (String body : List.of(entry(1), "{\"messages\":[" + entry(1) + "]}")) {
            List<Entry> entries = recoverFrom(body);
            assertThat(ids(entries)).isEmpty();
            assertThat(leftOver(entries)).containsExactly(body);
        }
    }

    @Test
    void aBodyThatLostItsFirstBracketIsSearched() {
        assertThat(ids(recoverFrom(entry(1) + "," + entry(2) + "]"))).containsExactly(1L, 2L);
    }

    @Test
    void hostileBytesEndTheSearchAndNotTheProcess() {
        String nested = "{\"a\":".repeat(20_000);
        assertThat(leftOver(recover(nested))).containsExactly(nested);
        String open = "{".repeat(200_000);
        assertThat(leftOver(recover(open))).containsExactly(open);
    }

    private List<Entry> recover(String piece) {
        byte[] bytes = EntryText.utf8(piece);
        return recovery.recover(new Entry.Refused(DAMAGED, Buffer.buffer(bytes), bytes.length));
    }

    private List<Entry> recoverFrom(String body) {
        List<Entry> entries = new ArrayList<>();
        EntryStream source = new EntryStream(1 << 20, entries::add);
        source.write(Buffer.buffer(body));
        source.end();
        return entries;
    }

    private static List<Long> ids(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Accepted.class::isInstance)
                .map(entry -> ((Entry.Accepted) entry).message().messageId())
                .toList();
    }

    private static List<String> leftOver(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Refused.class::isInstance)
                .map(entry -> entry.bytes().toString(StandardCharsets.UTF_8))
                .toList();
    }
}
