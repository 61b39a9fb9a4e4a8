package io.wkgate.testing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds what commits in the bytes that a MySQL client sends, however TCP cuts or joins the packets: the command COMMIT,
 * and outside a transaction the execution of a prepared statement that is large enough to be an insert of several rows.
 */
final class CommitDetector {
    private static final int HEADER_BYTES = 4;
    private static final int COM_QUERY = 0x03;
    private static final int COM_STMT_EXECUTE = 0x17;
    private static final int SEVERAL_ROWS_BYTES = 512;
    /** Enough of a packet to tell the commands that begin and end a transaction. */
    private static final int KEPT_BYTES = HEADER_BYTES + 32;

    private Buffer packet = Buffer.buffer();
    private int bytesToSkip;
    private boolean inTransaction;

    /** Takes the next bytes; true when something that commits is complete with them. */
    boolean sees(Buffer data) {
        boolean seen = false;
        int position = 0;
        while (position < data.length()) {
            int length = HEADER_BYTES + (packet.length() < HEADER_BYTES ? 0 : packet.getMediumLE(0) & 0xFFFFFF);
            if (packet.length() < Math.min(length, KEPT_BYTES) || packet.length() < HEADER_BYTES) {
                packet.appendByte(data.getByte(position++));
                if (packet.length() == HEADER_BYTES) {
                    length = HEADER_BYTES + (packet.getMediumLE(0) & 0xFFFFFF);
                    bytesToSkip = Math.max(0, length - KEPT_BYTES);
                }
            } else {
                int skipped = Math.min(bytesToSkip, data.length() - position);
                bytesToSkip -= skipped;
                position += skipped;
            }
            if (packet.length() >= HEADER_BYTES
                    && packet.length() == Math.min(length, KEPT_BYTES)
                    && bytesToSkip == 0) {
                seen |= length > HEADER_BYTES && commits(length - HEADER_BYTES);
                packet = Buffer.buffer();
            }
        }
        return seen;
    }

    private boolean commits(int payloadBytes) {
        int command = packet.getByte(HEADER_BYTES);
        if (command == COM_STMT_EXECUTE) {
            return !inTransaction && payloadBytes >= SEVERAL_ROWS_BYTES;
        }
        if (command != COM_QUERY) {
            return false;
        }
        String text = packet.getString(HEADER_BYTES + 1, packet.length(), StandardCharsets.US_ASCII.name());
        switch (text.toUpperCase(Locale.ROOT)) {
            case "START TRANSACTION", "BEGIN" -> inTransaction = true;
            case "COMMIT" -> {
                inTransaction = false;
                return true;
            }
            case "ROLLBACK" -> inTransaction = false;
            default -> {
                // Neither begins nor ends a transaction.
            }
        }
        return false;
    }
}
