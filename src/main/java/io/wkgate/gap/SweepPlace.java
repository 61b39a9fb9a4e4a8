package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a sweep is: in which part of its walk, and behind what in it.
 *
 * @param behind what that part calls its last page; empty at its beginning
 */
record SweepPlace(Part part, String behind) {

    /** The parts of a walk, in their order. */
    enum Part {
        /** The channels that were named. */
        GIVEN,
        /** The channels that are known. */
        KNOWN,
        /** The channels that upstream lists. */
        LISTED,
        /** The channels in the conversations of known users. */
        USERS;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the column holds, in characters. */
    private static final int LONGEST = 1100;

    /** Where a sweep begins, or goes on. */
    static SweepPlace of(SweepRow sweep) {
        if (sweep.place().isEmpty()) {
            return new SweepPlace(sweep.channels().isPresent() ? Part.GIVEN : Part.KNOWN, "");
        }
        String[] parts = sweep.place().split(" ", 2);
        return new SweepPlace(Part.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts.length == 1 ? "" : parts[1]);
    }

    SweepPlace behind(String page) {
        return new SweepPlace(part, page);
    }

    /** The beginning of the part behind this one. */
    Optional<SweepPlace> nextPart() {
        return switch (part) {
            case GIVEN, USERS -> Optional.empty();
            case KNOWN -> Optional.of(new SweepPlace(Part.LISTED, ""));
            case LISTED -> Optional.of(new SweepPlace(Part.USERS, ""));
        };
    }

    /** As the column holds it; a page's name that is longer than it is left out, and then its part begins anew. */
    String column() {
        String whole = part.label() + " " + behind;
        return behind.isEmpty() || whole.length() > LONGEST ? part.label() : whole;
    }

    /** A channel as the name of the page that ends with it. */
    static String name(ChannelKey channel) {
        return channel.type() + " " + channel.id();
    }

    /** The channel of such a name. */
    static Optional<ChannelKey> channel(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = name.split(" ", 2);
        return Optional.of(new ChannelKey(Integer.parseInt(parts[0]), parts[1]));
    }
}
