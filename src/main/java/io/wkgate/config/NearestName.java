package io.wkgate.config;

import java.util.Collection;
import java.util.Comparator;

/** A typing mistake is told with what was probably meant. */
final class NearestName {

    private static final int LARGEST_DISTANCE = 2;

    private NearestName() {}

    /** A question to put behind the mistake; empty if no name that is known is near. */
    static String hint(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= LARGEST_DISTANCE)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(
                        Math.min(current[column - 1] + 1, previous[column] + 1), previous[column - 1] + change);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
