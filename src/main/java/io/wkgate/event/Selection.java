package io.wkgate.event;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Some elements of a body's array, by their places from 0. */
public record Selection(List<Integer> places) {

    /** In the order of the body, each once. */
    public Selection {
        places = places.stream().distinct().sorted().toList();
    }

    public static Selection of(Collection<Integer> places) {
        return new Selection(List.copyOf(places));
    }

    /** The places from {@code from} to before {@code to}. */
    public static Selection range(int from, int to) {
        return new Selection(IntStream.range(from, to).boxed().toList());
    }

    /** Reads what {@link #text} wrote. */
    public static Selection parse(String text) {
        BitSet places = new BitSet();
        for (String run : text.split(",")) {
            String[] ends = run.split("-");
            places.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return new Selection(places.stream().boxed().toList());
    }

    /** Such as {@code 0-4,7}. */
    public String text() {
        BitSet set = new BitSet();
        places.forEach(set::set);
        StringBuilder text = new StringBuilder();
        for (int from = set.nextSetBit(0); from >= 0; ) {
            int end = set.nextClearBit(from);
            text.append(text.isEmpty() ? "" : ",").append(from);
            if (end - 1 > from) {
                text.append("-").append(end - 1);
            }
            from = set.nextSetBit(end);
        }
        return text.toString();
    }

    public int size() {
        return places.size();
    }

    /** Cut in the middle; the first half is not the smaller one. Only of more than one. */
    public List<Selection> halves() {
        int middle = (places.size() + 1) / 2;
        return List.of(new Selection(places.subList(0, middle)), new Selection(places.subList(middle, places.size())));
    }
}
