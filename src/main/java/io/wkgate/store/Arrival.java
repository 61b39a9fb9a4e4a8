package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.event.SeqRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sequence numbers one transaction stored: what gap finding lives on. A number counts whether its message was
 * stored now or before; what has no number, and what stands in a channel of commands or in one whose id ends in a space,
 * does not.
 *
 * @param channels each channel once, in no order
 */
public record Arrival(List<Numbers> channels) {

    /** What {@code wkgate_channel} holds, in characters; a message of a longer id is stored by no layout. */
    private static final int LONGEST_CHANNEL = 511;

    /**
     * Of one channel.
     *
     * @param runs ascending, not touching each other
     * @param lastMessageId the message_id of the highest number; the larger one where two messages have it
     */
    public record Numbers(ChannelKey channel, List<SeqRun> runs, long lastMessageId) {}

    /** What those messages tell, whatever their order; without channels if none of them counts. */
    public static Arrival of(List<Message> messages) {
        // In the order of coming, so that an id lies not far behind the one before.
        Map<ChannelKey, Collected> channels = new LinkedHashMap<>(2 * messages.size());
        for (Message message : messages) {
            if (message.numbered() && fits(message.channel())) {
                channels.computeIfAbsent(message.channel(), key -> new Collected())
                        .add(message.messageSeq(), message.messageId());
            }
        }
        List<Numbers> numbers = new ArrayList<>(channels.size());
        channels.forEach((channel, collected) -> numbers.add(collected.of(channel)));
        return new Arrival(numbers);
    }

    private static boolean fits(ChannelKey channel) {
        return Columns.text("channel_id", channel.id(), LONGEST_CHANNEL).isEmpty() && !channel.endsInSpace();
    }

    /** As it stands in the column {@code numbers}. */
    public Buffer bytes() {
        return ArrivalWriter.write(channels);
    }

    /**
     * Reads such a column again.
     *
     * @throws IllegalArgumentException if it is damaged, or of a version that this program does not know
     */
    public static Arrival read(Buffer bytes) {
        return new Arrival(ArrivalReader.read(bytes.getBytes()));
    }

    /** The numbers of one channel while they are collected; most channels have one or two. */
    private static final class Collected {

        private long[] numbers = new long[2];
        private int count;
        private long last;
        private long lastMessageId;

        void add(long number, long messageId) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 4 * count);
            }
            numbers[count++] = number;
            if (number > last || (number == last && messageId > lastMessageId)) {
                last = number;
                lastMessageId = messageId;
            }
        }

        Numbers of(ChannelKey channel) {
            if (count == 1) {
                return new Numbers(channel, List.of(new SeqRun(last, last)), lastMessageId);
            }
            Arrays.sort(numbers, 0, count);
            List<SeqRun> runs = new ArrayList<>(2);
            long first = numbers[0];
            for (int i = 1; i < count; i++) {
                // Not "next > before + 1", which no number is behind the largest one.
                if (numbers[i] - numbers[i - 1] > 1) {
                    runs.add(new SeqRun(first, numbers[i - 1]));
                    first = numbers[i];
                }
            }
            runs.add(new SeqRun(first, numbers[count - 1]));
            return new Numbers(channel, runs, lastMessageId);
        }
    }
}
