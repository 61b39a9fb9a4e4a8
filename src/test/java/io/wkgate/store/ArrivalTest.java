package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Header;
import io.wkgate.event.Message;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: an arrival tells exactly the numbers that count of what came, whatever its order and however often, reads
 * back what it wrote, and of bytes that it did not write makes nothing.
 */
class ArrivalTest {

    private static final Header PLAIN = new Header(false, true, false);
    private static final ChannelKey G1 = new ChannelKey(2, "g1");
    private static final List<String> CHANNELS =
            List.of("g1", "G1", "u2@u1", "群组", "😀", "x".repeat(511), "a b", "1", "____sys", "@");

    @Test
    void consecutiveNumbersAreOneRunAndTheHighestOneTellsTheId() {
        assertThat(arrival(message(12, 902), message(10, 900), message(11, 901), message(14, 7)))
                .isEqualTo(new Arrival(List.of(new Numbers(G1, List.of(new SeqRun(10, 12), new SeqRun(14, 14)), 7))));
    }

    @Test
    void ofTwoMessagesWithTheHighestNumberTheLargerIdIsTold() {
        assertThat(arrival(message(3, 8), message(3, 9))).isEqualTo(arrival(message(3, 9), message(3, 8)));
        assertThat(arrival(message(3, 8), message(3, 9)).channels().get(0).lastMessageId())
                .isEqualTo(9);
    }

    @Test
    void whateverCameInAnyOrderAndAgainIsToldOnceAndReadBack() {
        Random random = new Random(20261122);
        for (int round = 0; round < 400; round++) {
            List<Message> messages = randomMessages(random);
            Arrival arrival = Arrival.of(messages);
            assertThat(numbers(arrival)).isEqualTo(expected(messages));
            assertThat(Arrival.read(arrival.bytes())).isEqualTo(arrival);

            List<Message> mixed = new ArrayList<>(messages);
            mixed.addAll(messages.subList(0, messages.size() / 2));
            Collections.shuffle(mixed, random);
            assertThat(asSet(Arrival.of(mixed))).isEqualTo(asSet(arrival));
        }
    }

    @Test
    void theLargestNumbersThatThereAreAreReadBack() {
        Arrival arrival =
                arrival(message(Long.MAX_VALUE, Long.MAX_VALUE), message(1, 1), message(Long.MAX_VALUE - 1, 5));
        assertThat(arrival.channels().get(0).runs())
                .containsExactly(new SeqRun(1, 1), new SeqRun(Long.MAX_VALUE - 1, Long.MAX_VALUE));
        assertThat(Arrival.read(arrival.bytes())).isEqualTo(arrival);
        assertThat(Arrival.read(new Arrival(List.of()).bytes()).channels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2, g1, 0, 0, 0, a message without a number",
        "2, g1, 7, 0, 1, a transient",
        "2, g1____cmd, 7, 1, 0, a command of v2",
        "2, g1____cmd, 7, 0, 0, whatever it is there",
        "1, u1@u1____cmd, 7, 1, 0, a command in a person channel",
        "1, u1____cmd@u1, 7, 1, 0, the same joined the other way",
        "8, 17922244540036557902, 7, 1, 0, a command to listed users",
        "2, 07ec4af35efc4637979c57f14ea2e024@tmp, 7, 0, 0, one of v1",
        "1, ____system, 7, 0, 0, a message whose recipient is lost",
        "2, '', 7, 0, 0, a message of no channel",
    })
    void whatHasNoNumberInItsChannelDoesNotCount(
            int type, String channel, long seq, int syncOnce, int noPersist, String what) {
        Header header = new Header(noPersist == 1, true, syncOnce == 1);
        assertThat(Arrival.of(List.of(message(new ChannelKey(type, channel), seq, 5, header)))
                        .channels())
                .as(what)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2, g1, 1, a command that a client sent into the channel itself",
        "1, alice@tmp, 0, a person who is called tmp",
        "2, tmp, 0, a group that is called so",
        "2, g1____cmdr, 0, a group with such a name",
        "1, ____system@u1, 0, a message of the system whose recipient is known",
        "1, u1@u1, 0, a message to oneself",
    })
    void whatHasOneCounts(int type, String channel, int syncOnce, String what) {
        Message message = message(new ChannelKey(type, channel), 7, 5, new Header(false, true, syncOnce == 1));
        assertThat(Arrival.of(List.of(message)).channels()).as(what).hasSize(1);
    }

    @Test
    void aChannelWhoseIdNoTableHoldsDoesNotCount() {
        assertThat(Arrival.of(List.of(message(new ChannelKey(2, "x".repeat(512)), 1, 1, PLAIN)))
                        .channels())
                .isEmpty();
        // To the key of a table that is g1.
        assertThat(Arrival.of(List.of(message(new ChannelKey(2, "g1 "), 1, 1, PLAIN)))
                        .channels())
                .isEmpty();
    }

    @Test
    void bytesThatAreCutOrChangedAnywhereAreRefused() {
        Buffer whole = Arrival.of(randomMessages(new Random(5))).bytes();
        for (int length = 0; length < whole.length(); length++) {
            assertRefused(whole.getBuffer(0, length));
        }
        Random random = new Random(6);
        for (int at = 0; at < whole.length(); at++) {
            byte changed = (byte) (whole.getByte(at) ^ 1 << random.nextInt(8));
            assertRefused(whole.copy().setByte(at, changed));
        }
        assertRefused(whole.copy().appendByte((byte) 0));
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = ArrivalWriter.VERSION;
            }
            assertRefused(Buffer.buffer(bytes));
        }
    }

    @Test
    void anArrivalOfALaterVersionIsRefusedBySayingSo() {
        Buffer later = arrival(message(1, 1)).bytes().setByte(0, (byte) 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arrival.read(later))
                .withMessage("an arrival of version 2, and this program knows only 1");
    }

    @Test
    void aHundredMessagesOfAHundredChannelsAreAFewKilobytes() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            messages.add(message(new ChannelKey(2, "group" + i), 100_000 + i, (2L << 60) + i * 1000L, PLAIN));
        }
        assertThat(Arrival.of(messages).bytes().length()).isLessThan(2500);
    }

    private static void assertRefused(Buffer bytes) {
        assertThatIllegalArgumentException().as(bytes.toString()).isThrownBy(() -> Arrival.read(bytes));
    }

    private static List<Message> randomMessages(Random random) {
        List<Message> messages = new ArrayList<>();
        int channels = 1 + random.nextInt(CHANNELS.size());
        long span = 1L << random.nextInt(1, 40);
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            ChannelKey channel = new ChannelKey(2 + random.nextInt(2) * 253, CHANNELS.get(random.nextInt(channels)));
            messages.add(message(channel, 1 + random.nextLong(span), random.nextLong() >>> 1, PLAIN));
        }
        return messages;
    }

    /** The numbers one by one, as a slow and simple program would have them. */
    private static Map<String, List<Long>> expected(List<Message> messages) {
        return messages.stream()
                .collect(Collectors.groupingBy(
                        message -> message.channel().toString(),
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Message::messageSeq, Collectors.toSet()),
                                set -> set.stream().sorted().toList())));
    }

    private static Map<String, List<Long>> numbers(Arrival arrival) {
        Map<String, List<Long>> numbers = new TreeMap<>();
        for (Numbers of : arrival.channels()) {
            List<Long> all = new ArrayList<>();
            long before = -1;
            for (SeqRun run : of.runs()) {
                assertThat(run.first()).as("touches the run before").isGreaterThan(before + 1);
                before = run.last();
                for (long number = run.first(); number <= run.last(); number++) {
                    all.add(number);
                }
            }
            assertThat(numbers.put(of.channel().toString(), all))
                    .as("a channel twice")
                    .isNull();
        }
        return numbers;
    }

    private static Set<Numbers> asSet(Arrival arrival) {
        return new HashSet<>(arrival.channels());
    }

    private static Arrival arrival(Message... messages) {
        return Arrival.of(List.of(messages));
    }

    private static Message message(long seq, long id) {
        return message(G1, seq, id, PLAIN);
    }

    private static Message message(ChannelKey channel, long seq, long id, Header header) {
        return new Message(id, seq, "no-" + id, "u1", channel, header, 0, 0, 1_795_319_752, Buffer.buffer("{}"));
    }
}
