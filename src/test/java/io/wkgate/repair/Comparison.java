package io.wkgate.repair;

import io.wkgate.event.ChannelKey;
import io.wkgate.testing.MessageRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In what the {@code message} table differs from upstream's log.
 *
 * @param missing what the log has and the table has not
 * @param surplus what the table has and the log has not
 * @param different what both have, and what of it differs
 */
record Comparison(List<LoggedMessage> missing, List<MessageRows.Row> surplus, List<String> different) {

    /** Versions write the time of one and the same message a second apart (v2.2.5, measured). */
    private static final long A_SECOND = 1;

    static Comparison of(Collection<LoggedMessage> log, Collection<MessageRows.Row> table) {
        Map<Long, MessageRows.Row> rows = new HashMap<>();
        table.forEach(row -> rows.put(row.messageId(), row));
        List<LoggedMessage> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (LoggedMessage message : log) {
            MessageRows.Row row = rows.remove(message.id());
            if (row == null) {
                missing.add(message);
            } else {
                differences(message, row)
                        .forEach(what -> different.add(message.channel() + " " + message.seq() + ": " + what));
            }
        }
        return new Comparison(missing, List.copyOf(rows.values()), different);
    }

    boolean same() {
        return missing.isEmpty() && surplus.isEmpty() && different.isEmpty();
    }

    private static List<String> differences(LoggedMessage message, MessageRows.Row row) {
        List<String> differences = new ArrayList<>();
        compare("seq", message.seq(), row.messageSeq(), differences);
        compare("channel", message.channel(), new ChannelKey(row.channelType(), row.channelId()), differences);
        compare("sender", message.sender(), row.fromUid(), differences);
        compare("client_msg_no", message.clientMsgNo(), row.clientMsgNo(), differences);
        if (!Arrays.equals(message.payload(), row.payload())) {
            compare("payload", new String(message.payload()), new String(row.payload()), differences);
        }
        if (Math.abs(message.timestamp() - row.timestamp()) > A_SECOND) {
            compare("timestamp", message.timestamp(), row.timestamp(), differences);
        }
        return differences;
    }

    private static void compare(String field, Object logged, Object stored, List<String> differences) {
        if (!logged.equals(stored)) {
            differences.add(field + " is " + logged + " in the log, " + stored + " in the table");
        }
    }

    /** A few examples of each kind, for who has to find out why. */
    @Override
    public String toString() {
        return "%d missing %s, %d too many %s, %d different %s"
                .formatted(
                        missing.size(),
                        some(missing.stream()
                                .map(message -> message.channel() + " " + message.seq())
                                .toList()),
                        surplus.size(),
                        some(surplus.stream()
                                .map(row -> row.channelId() + " " + row.messageSeq())
                                .toList()),
                        different.size(),
                        some(different));
    }

    private static List<String> some(List<String> all) {
        return all.subList(0, Math.min(10, all.size()));
    }
}
