package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** wkgate's own {@code message} table. */
final class NativeLayout implements Layout {

    private static final int UID = 255;
    private static final int CHANNEL = 511;
    private static final int CLIENT_MSG_NO = 255;
    private static final int MEDIUMBLOB = (1 << 24) - 1;
    private static final int COLUMNS = 12;
    private static final int ROW_OVERHEAD = 128;

    private final MultiRowInsert<Message> insert = new MultiRowInsert<>(
            "message",
            "message_id,message_seq,client_msg_no,from_uid,channel_id,channel_type,red_dot,setting,expire,timestamp,"
                    + "payload,source",
            "message_id");

    @Override
    public List<String> migrations() {
        return List.of("db/migration/common", "db/migration/native");
    }

    @Override
    public Optional<Refusal> refuses(Message message) {
        return Columns.text("client_msg_no", message.clientMsgNo(), CLIENT_MSG_NO)
                .or(() -> Columns.text("from_uid", message.fromUid(), UID))
                .or(() -> Columns.text("channel_id", message.channel().id(), CHANNEL))
                .or(() -> Columns.bytes("payload", message.payload().length(), MEDIUMBLOB));
    }

    @Override
    public long rowSize(Message message) {
        return ROW_OVERHEAD
                + message.payload().length()
                + 4L
                        * (message.clientMsgNo().length()
                                + message.fromUid().length()
                                + message.channel().id().length());
    }

    @Override
    public List<Statement> inserts(List<Message> messages, Source source) {
        String from = source.column();
        return insert.statements(messages, (message, row) -> values(message, from, row), COLUMNS);
    }

    @Override
    public Completing completing() {
        return new NativeCompleting();
    }

    @Override
    public Reading reading() {
        return new NativeReading();
    }

    @Override
    public Optional<Refusal> refusesRevoker(String uid) {
        return Columns.text("revoker_id", uid, UID);
    }

    @Override
    public Statement mark(Message message, String revokerUid, Instant at) {
        return new Statement(
                "UPDATE message SET is_revoked = 1, revoked_at = ?, revoker_id = ? WHERE message_id = ? AND is_revoked = 0",
                Tuple.of(LocalDateTime.ofInstant(at, ZoneOffset.UTC), revokerUid, message.messageId()));
    }

    @Override
    public List<Statement> marksOfRevoked(List<Message> messages) {
        return KeyList.of(messages.stream().map(Message::messageId).toList()).stream()
                .map(ids -> new Statement(
                        "UPDATE message m JOIN wkgate_revoke r ON r.message_id = m.message_id SET m.is_revoked = 1,"
                                + " m.revoked_at = r.requested_at, m.revoker_id = r.operator_uid"
                                + " WHERE m.message_id IN (" + ids.marks() + ") AND m.is_revoked = 0",
                        ids.addTo(Tuple.tuple())))
                .toList();
    }

    @Override
    public Optional<Statement> members(ChannelKey channel) {
        return Optional.empty();
    }

    @Override
    public Optional<Statement> role(ChannelKey channel, String uid) {
        return Optional.empty();
    }

    private static void values(Message message, String source, Tuple row) {
        row.addLong(message.messageId())
                .addLong(message.messageSeq())
                .addString(message.clientMsgNo())
                .addString(message.fromUid())
                .addString(message.channel().id())
                .addInteger(message.channel().type())
                .addInteger(message.header().redDot() ? 1 : 0)
                .addInteger(message.setting())
                .addLong(message.expire())
                .addLong(message.timestamp())
                .addBuffer(message.payload())
                .addString(source);
    }
}
