package io.wkgate.doctor;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column.
 *
 * @param capacity how much fits; only types of one family can be compared by it
 */
record ColumnType(Family family, double capacity) {

    /** What may stand in for each other if it is large enough. */
    enum Family {
        INTEGER,
        TEXT,
        BYTES,
        /** Padded with zeros, so that only its own length will do. */
        FIXED_BYTES,
        TIME,
        OTHER
    }

    /** What another type is to the one that is needed. */
    enum Fit {
        FITS,
        TOO_SHORT,
        OTHER
    }

    private static final Pattern FORM = Pattern.compile("(\\w+)(?:\\(([^)]*)\\))?(.*)");

    /** In bits. */
    private static final Map<String, Integer> INTEGERS =
            Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "integer", 32, "bigint", 64);

    /** In bytes. */
    private static final Map<String, Double> LONG_ONES =
            Map.of("tiny", 255.0, "", 65_535.0, "medium", 16_777_215.0, "long", 4_294_967_295.0);

    /** Of utf8mb4, so that a text of so many characters is sure to fit. */
    private static final int BYTES_PER_CHARACTER = 4;

    static ColumnType of(String type) {
        Matcher form = FORM.matcher(type.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return new ColumnType(Family.OTHER, 0);
        }
        String name = form.group(1);
        double length = length(form.group(2));
        if (INTEGERS.containsKey(name)) {
            int bits = INTEGERS.get(name) - (form.group(3).contains("unsigned") ? 0 : 1);
            return new ColumnType(Family.INTEGER, Math.pow(2, bits));
        }
        if (name.endsWith("text") && LONG_ONES.containsKey(name.replace("text", ""))) {
            return new ColumnType(Family.TEXT, LONG_ONES.get(name.replace("text", "")) / BYTES_PER_CHARACTER);
        }
        if (name.endsWith("blob") && LONG_ONES.containsKey(name.replace("blob", ""))) {
            return new ColumnType(Family.BYTES, LONG_ONES.get(name.replace("blob", "")));
        }
        return switch (name) {
            case "varchar" -> new ColumnType(Family.TEXT, length);
            case "varbinary" -> new ColumnType(Family.BYTES, length);
            case "binary" -> new ColumnType(Family.FIXED_BYTES, length);
            case "datetime" -> new ColumnType(Family.TIME, length);
            default -> new ColumnType(Family.OTHER, 0);
        };
    }

    private static double length(String text) {
        return text == null || !text.matches("\\d+") ? 0 : Double.parseDouble(text);
    }

    /** What the other one is, where this one is needed. */
    Fit fit(ColumnType other) {
        if (family == Family.FIXED_BYTES && other.family == Family.BYTES) {
            return other.capacity >= capacity ? Fit.FITS : Fit.TOO_SHORT;
        }
        if (family != other.family || family == Family.OTHER) {
            return Fit.OTHER;
        }
        if (family == Family.FIXED_BYTES && other.capacity > capacity) {
            return Fit.OTHER;
        }
        return other.capacity >= capacity ? Fit.FITS : Fit.TOO_SHORT;
    }
}
