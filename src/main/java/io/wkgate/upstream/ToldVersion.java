package io.wkgate.upstream;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as {@code /varz} tells it: {@code v1.2.6}, {@code v2.0.10-20241221} (recordings). */
record ToldVersion(int major, int minor, int patch) implements Comparable<ToldVersion> {

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(\\D.*)?");

    private static final int LONGEST = 64;

    static Optional<ToldVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ToldVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** What a stranger told, fit for a log and a terminal; empty in a build that was given no version. */
    static String printable(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7E]", "").strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }

    /** The line in the manner of the measured ones: {@code 1.2}, {@code 2.x}; {@code 4.x} for one that nobody has seen. */
    String line() {
        return major == 1 && minor == 2 ? Line.ONE.label() : major + ".x";
    }

    @Override
    public int compareTo(ToldVersion other) {
        return Comparator.comparingInt(ToldVersion::major)
                .thenComparingInt(ToldVersion::minor)
                .thenComparingInt(ToldVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
