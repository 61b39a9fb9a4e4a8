package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what the log's pages hold with what the webhook was told of the same messages, field by field. */
final class LogEntries {

    /**
     * What the log has not as the webhook had it. On v2 the first message of all has lost its header, and a message without
     * a sender has its recipient again; v3's messagesync tells neither the real time nor expire nor topic, and its manager
     * none of them but the time.
     */
    private static final Set<String> MAY_DIFFER_ON_TWO =
            Set.of("header of the first", "channel_id of the system", "timestamp");

    private static final Set<String> MAY_DIFFER_ON_THREE = Set.of("timestamp", "expire", "topic", "setting");

    private final LogServer server;
    private final NotifyReceiver webhook;

    LogEntries(LogServer server, NotifyReceiver webhook) {
        this.server = server;
        this.webhook = webhook;
    }

    void areThoseOfTheWebhook(List<ChannelKey> channels) {
        List<Entry> entries = new ArrayList<>();
        for (ChannelKey channel : channels) {
            LogAnswer answer = server.ask(channel, 0, 100, Optional.of("u1"));
            if (answer instanceof LogAnswer.Page page) {
                entries.addAll(page.entries());
            }
        }
        assertThat(entries).hasSizeGreaterThanOrEqualTo(11);
        for (Entry entry : entries) {
            Message message = ((Entry.Accepted) entry).message();
            assertThat(new EntryReader().read(entry.bytes().getBytes())).isEqualTo(entry);
            JsonObject told = webhook.entries().stream()
                    .filter(json -> json.getLong("message_id") == message.messageId())
                    .findFirst()
                    .orElseThrow();
            JsonObject written = new JsonObject(entry.bytes());
            assertThat(differences(told, written))
                    .as("%s and %s", told, written)
                    .isSubsetOf(mayDiffer());
            assertThat(message.timestamp()).isCloseTo(told.getLong("timestamp"), within(1L));
        }
    }

    private Set<String> mayDiffer() {
        return switch (server.line()) {
            case "1.2" -> Set.of();
            case "2.x" -> MAY_DIFFER_ON_TWO;
            default -> MAY_DIFFER_ON_THREE;
        };
    }

    private static Set<String> differences(JsonObject told, JsonObject written) {
        Set<String> differing = new HashSet<>();
        Set<String> names = new HashSet<>(told.fieldNames());
        names.addAll(written.fieldNames());
        for (String name : names) {
            if (!String.valueOf(told.getValue(name)).equals(String.valueOf(written.getValue(name)))) {
                differing.add(name + qualifier(name, told));
            }
        }
        List<String> order = new ArrayList<>(told.fieldNames());
        order.retainAll(written.fieldNames());
        List<String> writtenOrder = new ArrayList<>(written.fieldNames());
        writtenOrder.retainAll(told.fieldNames());
        if (!order.equals(writtenOrder)) {
            differing.add("the order of the fields");
        }
        return differing;
    }

    private static String qualifier(String name, JsonObject told) {
        if (name.equals("header") && told.getLong("message_seq") == 1) {
            return " of the first";
        }
        return name.equals("channel_id") && told.getString("from_uid").isEmpty() ? " of the system" : "";
    }
}
