package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * TangSengDaoDaoServer's {@code message}, {@code message1} … {@code message4}, as its server of 2026-04-28 made them. It
 * creates and changes none of them.
 */
final class TsddLayout implements Layout {

    private static final int TABLES = 5;
    private static final int CLIENT_MSG_NO = 100;
    private static final int FROM_UID = 40;
    private static final int CHANNEL = 100;
    private static final int MEDIUMBLOB = (1 << 24) - 1;
    private static final int COLUMNS = 13;
    private static final int ROW_OVERHEAD = 256;
    /** The bit of setting that says the payload is end-to-end encrypted; the server keeps it in a column of its own. */
    private static final int SIGNAL = 32;

    private final List<MultiRowInsert<Message>> inserts = new ArrayList<>();

    TsddLayout() {
        for (String table : tables()) {
            inserts.add(new MultiRowInsert<>(
                    "`" + table + "`",
                    "message_id,message_seq,client_msg_no,header,setting,`signal`,from_uid,channel_id,channel_type,"
                            + "`timestamp`,payload,expire,expire_at",
                    "message_id"));
        }
    }

    /** The tables of the messages, in the order of {@link #table}. */
    static List<String> tables() {
        return IntStream.range(0, TABLES)
                .mapToObj(table -> table == 0 ? "message" : "message" + table)
                .toList();
    }

    @Override
    public List<String> migrations() {
        return List.of("db/migration/common");
    }

    @Override
    public Optional<Refusal> refuses(Message message) {
        return Columns.text("client_msg_no", message.clientMsgNo(), CLIENT_MSG_NO)
                .or(() -> Columns.text("from_uid", message.fromUid(), FROM_UID))
                .or(() -> Columns.text("channel_id", message.channel().id(), CHANNEL))
                .or(() -> Columns.number("expire", message.expire(), Integer.MAX_VALUE))
                .or(() -> Columns.bytes("payload", message.payload().length(), MEDIUMBLOB));
    }

    @Override
    public long rowSize(Message message) {
        return ROW_OVERHEAD + message.payload().length() + 4L * (CLIENT_MSG_NO + FROM_UID + CHANNEL);
    }

    @Override
    public List<Statement> inserts(List<Message> messages, Source source) {
        Map<Integer, List<Message>> byTable = new TreeMap<>();
        for (Message message : messages) {
            byTable.computeIfAbsent(table(message.channel().id()), table -> new ArrayList<>())
                    .add(message);
        }
        List<Statement> statements = new ArrayList<>();
        byTable.forEach(
                (table, part) -> statements.addAll(inserts.get(table).statements(part, TsddLayout::values, COLUMNS)));
        return statements;
    }

    /** Its server finds a channel's table by the checksum of the channel key. */
    static int table(String channelId) {
        return (int) (ChannelKey.checksum(channelId) % TABLES);
    }

    /** That table, quoted. */
    static String table(ChannelKey channel) {
        return "`" + tables().get(table(channel.id())) + "`";
    }

    @Override
    public Completing completing() {
        return new TsddCompleting();
    }

    @Override
    public Reading reading() {
        return new TsddReading();
    }

    @Override
    public Optional<Refusal> refusesRevoker(String uid) {
        return TsddMark.refusesRevoker(uid);
    }

    @Override
    public Statement mark(Message message, String revokerUid, Instant at) {
        return TsddMark.of(message, revokerUid, at);
    }

    /** None: the mark is a row of its own, which outlives the message. */
    @Override
    public List<Statement> marksOfRevoked(List<Message> messages) {
        return List.of();
    }

    @Override
    public Optional<Statement> members(ChannelKey channel) {
        return TsddGroups.members(channel);
    }

    @Override
    public Optional<Statement> role(ChannelKey channel, String uid) {
        return TsddGroups.role(channel, uid);
    }

    private static void values(Message message, Tuple row) {
        row.addString(Long.toString(message.messageId()))
                .addLong(message.messageSeq())
                .addString(message.clientMsgNo())
                .addString(TsddHeader.write(message.header()));
        settings(message.setting(), row);
        row.addString(message.fromUid())
                .addString(message.channel().id())
                .addInteger(message.channel().type())
                .addLong(message.timestamp())
                .addBuffer(message.payload());
        expiry(message.expire(), message.timestamp(), row);
    }

    /** The columns setting and signal. */
    static void settings(int setting, Tuple row) {
        row.addInteger(setting).addInteger((setting & SIGNAL) == 0 ? 0 : 1);
    }

    /** The columns expire and expire_at. */
    static void expiry(long expire, long timestamp, Tuple row) {
        row.addLong(expire).addLong(expire > 0 ? timestamp + expire : 0);
    }
}
