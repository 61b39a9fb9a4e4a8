package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** What writes a dead letter; somebody else runs it. */
final class DeadLetterRows {

    private static final int EVENT = 64;
    private static final int FIELD = 64;
    private static final int REASON = 500;

    private static final String INSERT = """
            INSERT INTO wkgate_dead_letter
              (kind, part, event, field, reason, digest, bytes, size, first_seen_at, last_seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE seen = seen + 1, last_seen_at = UTC_TIMESTAMP(3), field = VALUES(field),
              reason = VALUES(reason)
            """;

    private DeadLetterRows() {}

    static Statement insert(NewDeadLetter letter) {
        Tuple row = Tuple.tuple()
                .addString(letter.kind().name().toLowerCase(Locale.ROOT))
                .addString(letter.part().name().toLowerCase(Locale.ROOT))
                .addString(cut(letter.event(), EVENT))
                .addString(cut(letter.refusal().field(), FIELD))
                .addString(cut(letter.refusal().reason(), REASON))
                .addBuffer(Buffer.buffer(digest(letter)))
                .addBuffer(letter.bytes())
                .addLong(letter.size());
        return new Statement(INSERT, row);
    }

    static Statement delete(NewDeadLetter letter) {
        return new Statement(
                "DELETE FROM wkgate_dead_letter WHERE digest = ?", Tuple.of(Buffer.buffer(digest(letter))));
    }

    private static byte[] digest(NewDeadLetter letter) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((letter.event() + "\n" + letter.part() + "\n" + letter.size() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return digest.digest(letter.bytes().getBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }
}
