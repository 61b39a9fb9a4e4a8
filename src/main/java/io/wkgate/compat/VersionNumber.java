package io.wkgate.compat;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number in a version, such as 2.0.10 in {@code v2.0.10-20241221}. */
record VersionNumber(int major, int minor, int patch) implements Comparable<VersionNumber> {

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(\\D.*)?");

    /** Of a version that has one; v3 has a date alone. */
    static Optional<VersionNumber> of(String version) {
        Matcher matcher = FORM.matcher(version);
        return matcher.matches() ? Optional.of(in(matcher)) : Optional.empty();
    }

    /** Of a version that is nothing else but its number. */
    static Optional<VersionNumber> bare(String version) {
        Matcher matcher = FORM.matcher(version);
        return matcher.matches() && matcher.group(4) == null ? Optional.of(in(matcher)) : Optional.empty();
    }

    private static VersionNumber in(Matcher matcher) {
        return new VersionNumber(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public int compareTo(VersionNumber other) {
        return Comparator.comparingInt(VersionNumber::major)
                .thenComparingInt(VersionNumber::minor)
                .thenComparingInt(VersionNumber::patch)
                .compare(this, other);
    }
}
