package io.wkgate.doctor;

import io.wkgate.config.ByteSize;
import io.wkgate.store.BodyCompressor;

/** How large a message may be that the database takes, and the event that relays it. */
final class PacketSize {

    private static final String ID = "database.packet";

    /** What wkgate leaves for the rest of a statement. */
    private static final long OVERHEAD = 64 * 1024;

    /** Of a MEDIUMBLOB: a larger payload has no place in any layout. */
    private static final long LARGEST_PAYLOAD = (1 << 24) - 1;

    private static final long SMALLEST = 1 << 20;
    private static final long USUAL = 64 << 20;

    private PacketSize() {}

    /** @param entryLimit {@code intake.entry-limit}: of a message with its payload in base64 */
    static Finding of(ServerVariables variables, ByteSize entryLimit) {
        long packet = variables.number("max_allowed_packet").orElse(0);
        long payload = Math.min(LARGEST_PAYLOAD, entryLimit.bytes() / 4 * 3);
        // Not all that is relayed is a row as well, so its payload may be larger than one.
        long event = BodyCompressor.mostOfBase64(entryLimit.bytes());
        long needed = Math.max(payload, event) + OVERHEAD;
        if (packet >= needed) {
            return Finding.good(
                    ID,
                    "max_allowed_packet is " + packet
                            + ": every message that intake.entry-limit lets in can be stored and relayed.");
        }
        String what = "max_allowed_packet is " + packet + " bytes; intake.entry-limit lets in messages of up to "
                + payload + " bytes, and events that take up to " + event + ", compressed.";
        String why = "A message, or one event for the business servers, that does not fit into a packet is not stored:"
                + " it becomes a dead letter, and can be replayed when the limit is higher.";
        Mend mend = Mend.of(
                "Run, as an administrator of the database, set it in the server's option file too, and start wkgate"
                        + " anew",
                "SET GLOBAL max_allowed_packet = " + Math.max(USUAL, roundedUp(needed)));
        return packet < SMALLEST ? mend.failure(ID, what, why) : mend.warning(ID, what, why);
    }

    private static long roundedUp(long bytes) {
        return (bytes + SMALLEST - 1) / SMALLEST * SMALLEST;
    }
}
