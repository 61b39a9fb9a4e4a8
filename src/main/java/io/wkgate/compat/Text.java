package io.wkgate.compat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same sentence in each language of the report. */
public record Text(String en, String zh) {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9-]*)}");

    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ZH -> zh;
        };
    }

    /** With each {@code {name}} replaced by the fact of that name; one that no fact fills stays. */
    Text with(Map<String, String> facts) {
        return new Text(filled(en, facts), filled(zh, facts));
    }

    /** The names of the facts that it leaves open, in either language. */
    Set<String> places() {
        Set<String> places = new TreeSet<>();
        for (Language language : Language.values()) {
            places.addAll(placesIn(language));
        }
        return places;
    }

    Set<String> placesIn(Language language) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(in(language)).results().forEach(place -> places.add(place.group(1)));
        return places;
    }

    private static String filled(String sentence, Map<String, String> facts) {
        return PLACE.matcher(sentence).replaceAll(place -> {
            String fact = facts.get(place.group(1));
            return Matcher.quoteReplacement(fact == null ? place.group() : fact);
        });
    }
}
