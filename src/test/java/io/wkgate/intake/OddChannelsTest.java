package io.wkgate.intake;

import static io.wkgate.event.EntryText.body;
import static io.wkgate.event.EntryText.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.EntryText;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.TestGateway;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: each odd channel of WuKongIM becomes a row whose channel key is right, or as right as upstream lets it be. */
@ExtendWith(DatabaseServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddChannelsTest {

    private final AtomicLong ids = new AtomicLong();
    private ConnectionDetails database;
    private TestGateway gateway;

    @BeforeAll
    void start(ConnectionDetails fresh) {
        database = fresh;
        gateway = TestGateway.start(fresh);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private MessageRows.Row store(String fromUid, String channelId, int channelType) throws Exception {
        return store(entry(fromUid, channelId, channelType));
    }

    private JsonObject entry(String fromUid, String channelId, int channelType) {
        return EntryText.of(ids.incrementAndGet())
                .put("from_uid", fromUid)
                .put("channel_id", channelId)
                .put("channel_type", channelType);
    }

    private MessageRows.Row store(JsonObject entry) throws Exception {
        assertThat(gateway.post("msg.notify", utf8(body(entry.encode()))).statusCode())
                .isEqualTo(200);
        assertThat(new DeadLetterView(gateway).list()).isEmpty();
        return MessageRows.byId(database).get(entry.getLong("message_id"));
    }

    @Test
    void aPersonChannelHasOneKeyInBothDirectionsAndOnEveryLine() throws Exception {
        assertThat(store("u1", "u2", 1).channelId()).isEqualTo("u2@u1");
        assertThat(store("u2", "u1", 1).channelId()).isEqualTo("u2@u1");
        assertThat(store("u1", "u2@u1", 1).channelId()).isEqualTo("u2@u1");
        assertThat(store("u2", "u2@u1", 1).channelId()).isEqualTo("u2@u1");
    }

    @Test
    void theSystemSenderThatV1NamesWithNothingHasTheKeyOfItsRecipient() throws Exception {
        MessageRows.Row row = store("", "u1", 1);
        assertThat(row.channelId()).isEqualTo(ChannelKey.join("____system", "u1"));
        assertThat(row.fromUid()).isEmpty();
        assertThat(store("____system", "u1", 1).channelId()).isEqualTo(row.channelId());
    }

    @Test
    void theSystemSenderWhoseRecipientV2LosesIsStoredUnresolvedEachTime() throws Exception {
        MessageRows.Row first = store(entry("", "____system", 1).put("message_seq", 1));
        MessageRows.Row second = store(entry("", "____system", 1).put("message_seq", 1));
        assertThat(first.channelId()).isEqualTo("____system");
        assertThat(second.channelId()).isEqualTo("____system");
        assertThat(first.messageSeq()).isEqualTo(second.messageSeq());
        assertThat(first.messageId()).isNotEqualTo(second.messageId());
    }

    @Test
    void aGroupMessageOfTheSystemKeepsItsGroup() throws Exception {
        assertThat(store("", "g1", 2).channelId()).isEqualTo("g1");
        assertThat(store("____system", "g1", 2).channelId()).isEqualTo("g1");
    }

    @Test
    void aMessageToOneselfHasOneKeyOnEveryLine() throws Exception {
        assertThat(store("u1", "u1", 1).channelId()).isEqualTo("u1@u1");
        assertThat(store("u1", "u1@u1", 1).channelId()).isEqualTo("u1@u1");
    }

    @Test
    void aUidWithAnAtIsNotTakenForAJoinedId() throws Exception {
        String key = ChannelKey.join("u1", "bob@x.com");
        assertThat(store("u1", "bob@x.com", 1).channelId()).isEqualTo(key);
        assertThat(store("bob@x.com", "u1", 1).channelId()).isEqualTo(key);
        assertThat(store("u1", key, 1).channelId()).isEqualTo(key);
        assertThat(store("bob@x.com", key, 1).channelId()).isEqualTo(key);
    }

    @Test
    void aUidWithAnAtThatUpstreamCutShortIsStoredAsUpstreamNamesIt() throws Exception {
        // v1.2.6 and v2.0.4 say x.com for bob@x.com; who that was is not in the event.
        assertThat(store("u1", "x.com", 1).channelId()).isEqualTo(ChannelKey.join("u1", "x.com"));
    }

    @Test
    void theSameIdUnderTwoTypesIsTwoChannels() throws Exception {
        MessageRows.Row group = store(entry("u1", "g1", 2).put("message_seq", 5));
        MessageRows.Row other = store(entry("u1", "g1", 99).put("message_seq", 5));
        assertThat(group.channelId()).isEqualTo(other.channelId());
        assertThat(group.channelType()).isEqualTo(2);
        assertThat(other.channelType()).isEqualTo(99);
    }

    @Test
    void aSubscribersSendOfV1IsStoredUnderItsTemporaryChannel() throws Exception {
        String channel = "07ec4af35efc4637979c57f14ea2e024@tmp";
        MessageRows.Row row = store(entry("u1", channel, 2).put("message_seq", 0));
        assertThat(row.channelId()).isEqualTo(channel);
        assertThat(row.messageSeq()).isZero();
    }

    @Test
    void specialCharactersInAChannelStayAsTheyAre() throws Exception {
        assertThat(store("u1", "g@1#&", 2).channelId()).isEqualTo("g@1#&");
        assertThat(store("u1", "群 😀'\"\\", 2).channelId()).isEqualTo("群 😀'\"\\");
    }

    @Test
    void channelsThatDifferInCaseAloneAreTwo() throws Exception {
        assertThat(store("u1", "G1", 2).channelId()).isEqualTo("G1");
        assertThat(store("U1", "u2", 1).channelId())
                .isNotEqualTo(store("u1", "u2", 1).channelId());
    }
}
