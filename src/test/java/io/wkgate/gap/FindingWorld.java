package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A WuKongIM that loses, doubles and reorders what it sends, gateways that crash, and a repairer that fills every gap as it
 * should. What happens follows from the seed.
 */
final class FindingWorld {

    /**
     * What may happen.
     *
     * @param losing whether webhooks are lost, or come later than the grace period
     * @param anew whether channels are deleted and made again, or moved with other numbers
     * @param history whether channels are older than wkgate
     */
    record Trouble(boolean losing, boolean anew, boolean history) {}

    private static final Duration ALMOST = FindingTables.GRACE.dividedBy(5).multipliedBy(2);

    /** How long a transaction takes at most. */
    private static final Duration WRITTEN = Duration.ofSeconds(20);

    private final Random random;
    private final Trouble trouble;
    private final FindingTables tables;
    private final Instant since;
    private final List<Channel> channels = new ArrayList<>();
    private final Map<Long, String> stored = new HashMap<>();
    private final PriorityQueue<Webhook> underWay =
            new PriorityQueue<>(Comparator.comparing(Webhook::at).thenComparing(Webhook::number));
    private final List<Seen> seen = new ArrayList<>();
    private final Set<Long> known = new HashSet<>();
    private Instant now;
    private long number;

    private record Sent(long id, long seq, ChannelKey channel, Instant at) {}

    /** @param written how long before it can be seen its row is written */
    private record Webhook(Instant at, long number, List<Sent> messages, Duration written) {}

    private record Seen(long arrival, Instant at, Map<ChannelKey, Set<Long>> numbers) {}

    /** As upstream has it. */
    private static final class Channel {
        final ChannelKey key;
        final TreeMap<Long, Sent> log = new TreeMap<>();
        boolean everAnew;
        long top;
        boolean unseen;
        boolean announced = true;

        Channel(ChannelKey key) {
            this.key = key;
        }
    }

    FindingWorld(long seed, Trouble trouble, FindingTables tables, Instant since) {
        random = new Random(seed);
        this.trouble = trouble;
        this.tables = tables;
        this.since = since;
        now = since.plusSeconds(120);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Channel channel = new Channel(new ChannelKey(1 + random.nextInt(2), "channel" + i));
            channels.add(channel);
            if (trouble.history() && random.nextBoolean()) {
                int before = random.nextInt(300);
                for (int message = 0; message < before; message++) {
                    append(channel, since.minus(Duration.ofDays(30)).plusSeconds(message));
                }
            }
        }
    }

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            step();
        }
        while (!underWay.isEmpty()) {
            pass(Duration.ofMinutes(1));
        }
        pass(FindingTables.GRACE.multipliedBy(3));
        while (!tables.waiting().isEmpty()) {
            round();
        }
        if (trouble.losing()) {
            channels.forEach(this::compare);
        }
        repairAll();
        for (Channel channel : channels) {
            assertThat(compare(channel)).isEqualTo(Compared.SAME);
        }
        assertThat(tables.open()).isEmpty();
        everythingIsStored();
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> send();
            case 5, 6 -> pass(Duration.ofSeconds(random.nextInt(400)));
            case 7, 8 -> round();
            case 9 -> seldom();
            default -> throw new IllegalStateException();
        }
    }

    private void seldom() {
        if (trouble.anew() && random.nextInt(4) == 0) {
            beginAnew(any());
        } else if (trouble.losing() && random.nextInt(4) == 0) {
            Channel channel = any();
            if (channel.announced) {
                compare(channel);
            }
        } else if (trouble.losing() && !tables.open().isEmpty()) {
            repair(tables.open().get(random.nextInt(tables.open().size())));
        }
    }

    private Channel any() {
        return channels.get(random.nextInt(channels.size()));
    }

    private Sent append(Channel channel, Instant at) {
        Sent sent = new Sent(Numbers.id(at) + ++number % 4096, ++channel.top, channel.key, at);
        channel.log.put(sent.seq(), sent);
        return sent;
    }

    /** One body of one or more messages, and what becomes of it. */
    private void send() {
        List<Sent> body = new ArrayList<>();
        boolean mustCome = false;
        for (int i = random.nextInt(5); i >= 0; i--) {
            Channel channel = any();
            if (channel.unseen && mustCome) {
                continue;
            }
            mustCome |= channel.unseen;
            body.add(append(channel, now));
            now = now.plusMillis(1);
        }
        channels.stream().filter(it -> mentions(body, it)).forEach(it -> it.unseen = false);
        int fate = random.nextInt(10);
        if (trouble.losing() && fate < 3 && !mustCome) {
            if (fate == 0) {
                // Given up by upstream, and found by somebody long after: a dead letter that is replayed.
                deliver(body, FindingTables.GRACE.plusSeconds(random.nextInt(3000)));
            }
            return;
        }
        // The first message of a channel that began anew has to come before it has passed the last number of before.
        if (mustCome) {
            underWay.add(new Webhook(now, number++, List.copyOf(body), WRITTEN));
        } else {
            deliver(body, Duration.ofSeconds(random.nextInt((int) ALMOST.toSeconds())));
        }
        if (fate > 7) {
            // It was committed, but not answered, and comes again with others.
            List<Sent> again = new ArrayList<>(body);
            Channel other = any();
            if (!other.unseen) {
                again.add(append(other, now));
            }
            deliver(again, Duration.ofSeconds(random.nextInt((int) ALMOST.toSeconds())));
        }
    }

    private void deliver(List<Sent> body, Duration after) {
        underWay.add(new Webhook(now.plus(after), number++, List.copyOf(body), Duration.ofSeconds(random.nextInt((int)
                WRITTEN.toSeconds()))));
    }

    private static boolean mentions(List<Sent> messages, Channel channel) {
        return messages.stream().anyMatch(it -> it.channel().equals(channel.key));
    }

    private void pass(Duration duration) {
        Instant end = now.plus(duration);
        while (!underWay.isEmpty() && !underWay.peek().at().isAfter(end)) {
            Webhook webhook = underWay.remove();
            tables.pass(Duration.between(now, later(now, webhook.at())));
            now = later(now, webhook.at());
            commit(webhook);
        }
        tables.pass(Duration.between(now, end));
        now = end;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void commit(Webhook webhook) {
        Map<ChannelKey, List<Sent>> sorted = webhook.messages().stream()
                .collect(Collectors.groupingBy(Sent::channel, LinkedHashMap::new, Collectors.toList()));
        List<Arrival.Numbers> numbers = new ArrayList<>();
        Map<ChannelKey, Set<Long>> seqs = new HashMap<>();
        sorted.forEach((channel, messages) -> {
            Sent last = messages.stream()
                    .max(Comparator.comparingLong(Sent::seq).thenComparingLong(Sent::id))
                    .orElseThrow();
            long[] all = messages.stream().mapToLong(Sent::seq).toArray();
            numbers.add(new Arrival.Numbers(channel, Numbers.runs(all), last.id()));
            seqs.put(channel, LongStream.of(all).boxed().collect(Collectors.toSet()));
        });
        long arrival = tables.arrive(new Arrival(numbers), webhook.written());
        seen.add(new Seen(arrival, now.minus(webhook.written()), seqs));
        channels.stream().filter(it -> mentions(webhook.messages(), it)).forEach(it -> it.announced = true);
        webhook.messages().forEach(message -> stored.put(message.id(), "webhook"));
    }

    private void round() {
        FindingTables.Ending[] endings = FindingTables.Ending.values();
        tables.round(1 + random.nextInt(6), endings[random.nextInt(endings.length)]);
        for (FindingTables.Open gap : tables.open()) {
            if (known.add(gap.id())) {
                wasReallyMissing(gap);
            }
        }
    }

    /** Whoever says that a number is missing has waited for it as long as he should. */
    private void wasReallyMissing(FindingTables.Open gap) {
        assertThat(trouble.losing() || trouble.history())
                .as("a gap although everything came in time: " + gap)
                .isTrue();
        Channel channel = channels.stream()
                .filter(it -> it.key.equals(gap.channel()))
                .findFirst()
                .orElseThrow();
        if (channel.everAnew || (gap.reason() != GapReason.HOLE && gap.reason() != GapReason.FIRST_SEEN)) {
            return;
        }
        Set<Long> waiting = tables.waiting();
        Instant shown = seen.stream()
                .filter(it -> !waiting.contains(it.arrival()))
                .filter(it -> it.numbers().getOrDefault(gap.channel(), Set.of()).stream()
                        .anyMatch(seq -> seq > gap.run().last()))
                .map(Seen::at)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        for (Seen some : seen) {
            Set<Long> numbers = some.numbers().getOrDefault(gap.channel(), Set.of());
            if (shown.equals(Instant.MAX) || some.at().isAfter(shown.plus(FindingTables.GRACE))) {
                continue;
            }
            assertThat(numbers)
                    .as("came in time, and is said to be missing in " + gap)
                    .noneMatch(
                            seq -> seq >= gap.run().first() && seq <= gap.run().last());
        }
    }

    private void beginAnew(Channel channel) {
        // Only one that is known can be known again, and only after what is under way and some seconds.
        if (channel.top == 0 || channel.unseen) {
            return;
        }
        pass(FindingTables.GRACE.multipliedBy(2));
        if (underWay.stream().anyMatch(it -> mentions(it.messages(), channel))) {
            return;
        }
        while (!tables.waiting().isEmpty()) {
            pass(Duration.ofMinutes(1));
            round();
        }
        // So that the last number is known; else a beginning looks like the end of what was lost.
        compare(channel);
        channel.everAnew = true;
        channel.unseen = true;
        channel.announced = false;
        List<Sent> moved = new ArrayList<>(channel.log.values());
        channel.log.clear();
        channel.top = 0;
        if (random.nextBoolean()) {
            // A move to another version keeps the messages, without the holes of their numbers.
            int lost = Math.min(moved.size(), 2 + random.nextInt(3));
            moved.subList(0, lost).clear();
            for (Sent message : moved) {
                channel.log.put(++channel.top, new Sent(message.id(), channel.top, channel.key, message.at()));
            }
        }
        now = now.plusSeconds(30);
        tables.pass(Duration.ofSeconds(30));
    }

    private Compared compare(Channel channel) {
        if (channel.log.isEmpty()) {
            return Compared.SAME;
        }
        Sent last = channel.log.lastEntry().getValue();
        boolean withId = channel.everAnew || random.nextBoolean();
        Compared compared =
                tables.newest(channel.key, last.seq(), withId ? OptionalLong.of(last.id()) : OptionalLong.empty());
        if (!withId && compared != Compared.SAME) {
            // As CompareAim does where upstream tells the number alone.
            tables.newest(channel.key, last.seq(), OptionalLong.of(last.id()));
        }
        return compared;
    }

    private void repairAll() {
        tables.open().forEach(this::repair);
    }

    /** As upstream's log has it, from the top down to what was sent before the floor. */
    private void repair(FindingTables.Open gap) {
        Channel channel = channels.stream()
                .filter(it -> it.key.equals(gap.channel()))
                .findFirst()
                .orElseThrow();
        SeqRun run = gap.run();
        channel.log.subMap(run.first(), true, run.last(), true).values().stream()
                .filter(message -> gap.floor().isEmpty()
                        || !message.at().isBefore(gap.floor().get()))
                .forEach(message -> stored.putIfAbsent(message.id(), "repair"));
        tables.repaired(gap.id());
    }

    private void everythingIsStored() {
        for (Channel channel : channels) {
            for (Sent message : channel.log.values()) {
                if (message.at().isBefore(since)) {
                    assertThat(stored.containsKey(message.id()))
                            .as("history that nobody asked for: " + message)
                            .isFalse();
                } else {
                    assertThat(stored.containsKey(message.id()))
                            .as("stored: " + message)
                            .isTrue();
                }
            }
        }
    }
}
