package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The mark as TangSengDaoDaoServer writes it: a row of {@code message_extra}, whose version is the time in microseconds. */
final class TsddMark {

    private static final int REVOKER = 40;

    /** The columns are set from left to right, so `revoke` comes last: until then it says whether somebody was first. */
    private static final String MARK = """
            INSERT INTO message_extra
              (message_id, message_seq, from_uid, channel_id, channel_type, `revoke`, revoker, version)
            VALUES (?, ?, ?, ?, ?, 1, ?, ?)
            ON DUPLICATE KEY UPDATE revoker = IF(`revoke` = 1, revoker, VALUES(revoker)),
              version = IF(`revoke` = 1, version, VALUES(version)), `revoke` = 1
            """;

    private TsddMark() {}

    static Optional<Refusal> refusesRevoker(String uid) {
        return Columns.text("revoker", uid, REVOKER);
    }

    static Statement of(Message message, String revokerUid, Instant at) {
        return new Statement(
                MARK,
                Tuple.tuple()
                        .addString(Long.toString(message.messageId()))
                        .addLong(message.messageSeq())
                        .addString(message.fromUid())
                        .addString(message.channel().id())
                        .addInteger(message.channel().type())
                        .addString(revokerUid)
                        .addLong(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    }
}
