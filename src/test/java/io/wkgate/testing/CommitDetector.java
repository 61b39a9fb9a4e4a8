package io.wkgate.testing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Finds the command COMMIT in what a MySQL client sends, however TCP cuts or joins the packets. */
final class CommitDetector {
    private static final int HEADER_BYTES = 4;
    private static final int COM_QUERY = 3;
    private static final String COMMIT = "COMMIT";
    private static final int COMMIT_BYTES = 1 + COMMIT.length();

    private Buffer packet = Buffer.buffer();
    private int bytesToSkip;

    /** Takes the next bytes; true when a COMMIT is complete with them. */
    boolean sees(Buffer data) {
        boolean seen = false;
        int position = 0;
        while (position < data.length()) {
            if (bytesToSkip > 0) {
                int skipped = Math.min(bytesToSkip, data.length() - position);
                bytesToSkip -= skipped;
                position += skipped;
                continue;
            }
            packet.appendByte(data.getByte(position++));
            if (packet.length() >= HEADER_BYTES) {
                int payload = packet.getMediumLE(0) & 0xFFFFFF;
                if (payload != COMMIT_BYTES) {
                    bytesToSkip = payload;
                    packet = Buffer.buffer();
                } else if (packet.length() == HEADER_BYTES + payload) {
                    seen |= isCommit();
                    packet = Buffer.buffer();
                }
            }
        }
        return seen;
    }

    private boolean isCommit() {
        String text = packet.getString(HEADER_BYTES + 1, packet.length(), StandardCharsets.US_ASCII.name());
        return packet.getByte(HEADER_BYTES) == COM_QUERY && text.equalsIgnoreCase(COMMIT);
    }
}
