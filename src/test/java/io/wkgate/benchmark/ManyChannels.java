package io.wkgate.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Groups that all have messages in turn, one or two of a group in a body, with numbers that have no hole; several
 * connections may bring them a little out of order, as several replicas do. Thread-safe.
 */
final class ManyChannels {

    static final String PREFIX = "group";
    static final int DIGITS = 6;

    /** Has no factor in common with usual counts of channels, so that a walk comes to all of them. */
    private static final int STEP = 7919;

    private final AtomicLongArray sequences;
    private final SplittableRandom random = new SplittableRandom(1);

    ManyChannels(int count) {
        sequences = new AtomicLongArray(count);
    }

    /** The channel and the number of one message. */
    record Place(int channel, long messageSeq) {}

    /** Messages whose channel and number are to be filled in. */
    static List<SampleMessage> samples(int count, int longestText) {
        return SampleMessage.list(count, longestText).stream()
                .map(sample -> sample.inGroup(PREFIX + "0".repeat(DIGITS)))
                .toList();
    }

    int count() {
        return sequences.length();
    }

    synchronized Walk walk() {
        return new Walk(random.split());
    }

    /** The way of one connection through the channels. */
    final class Walk {

        private final SplittableRandom own;

        private Walk(SplittableRandom own) {
            this.own = own;
        }

        /** Those of one body. */
        List<Place> places(int messages) {
            List<Place> places = new ArrayList<>(messages);
            int channel = own.nextInt(count());
            while (places.size() < messages) {
                places.add(next(channel));
                if (own.nextBoolean() && places.size() < messages) {
                    places.add(next(channel));
                }
                channel = (channel + STEP) % count();
            }
            return places;
        }

        private Place next(int channel) {
            return new Place(channel, sequences.incrementAndGet(channel));
        }
    }
}
