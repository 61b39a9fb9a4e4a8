package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What writes a dead letter; somebody else runs it. */
final class DeadLetterRows {

    private static final int EVENT = 64;
    private static final int FIELD = 64;
    private static final int REASON = 500;

    /**
     * Of what does not fit into one packet. Always the same, so that the parts of one that comes again when the database
     * takes more or less are those that are there.
     */
    private static final int PART = 512 * 1024;

    private static final String INSERT = """
            INSERT INTO wkgate_dead_letter
              (kind, part, event, field, reason, digest, bytes, size, first_seen_at, last_seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE seen = seen + 1, last_seen_at = UTC_TIMESTAMP(3), field = VALUES(field),
              reason = VALUES(reason)
            """;

    private static final String INSERT_REST = """
            INSERT INTO wkgate_dead_letter_rest (digest, place, bytes) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE place = VALUES(place)
            """;

    private DeadLetterRows() {}

    /** Of one that may be long: in as many parts as it takes, and cut only where not even a part fits. */
    static List<Statement> inserts(NewDeadLetter letter, PacketLimit limit) {
        int room = (int) Math.min(Integer.MAX_VALUE, limit.room());
        if (letter.bytes().length() <= room || room < PART) {
            return List.of(insert(letter.cutTo(room)));
        }
        Buffer digest = Buffer.buffer(digest(letter));
        List<Statement> statements = new ArrayList<>();
        statements.add(insert(letter, digest, letter.bytes().slice(0, PART)));
        for (int place = PART; place < letter.bytes().length(); place += PART) {
            int end = Math.min(letter.bytes().length(), place + PART);
            statements.add(new Statement(
                    INSERT_REST, Tuple.of(digest, place, letter.bytes().slice(place, end))));
        }
        return statements;
    }

    /** Of one that is short. */
    static Statement insert(NewDeadLetter letter) {
        return insert(letter, Buffer.buffer(digest(letter)), letter.bytes());
    }

    private static Statement insert(NewDeadLetter letter, Buffer digest, Buffer bytes) {
        Tuple row = Tuple.tuple()
                .addString(letter.kind().name().toLowerCase(Locale.ROOT))
                .addString(letter.part().name().toLowerCase(Locale.ROOT))
                .addString(cut(letter.event(), EVENT))
                .addString(cut(letter.refusal().field(), FIELD))
                .addString(cut(letter.refusal().reason(), REASON))
                .addBuffer(digest)
                .addBuffer(bytes)
                .addLong(letter.size());
        return new Statement(INSERT, row);
    }

    /** Of one that is short. */
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
