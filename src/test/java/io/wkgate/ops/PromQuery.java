package io.wkgate.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus, or of a variable of Grafana, names. It need not be right: promtool says that.
 *
 * @param selections each metric with the labels that are asked of it
 * @param grouping the labels by which is grouped or joined
 */
record PromQuery(List<Selection> selections, Set<String> grouping) {

    private static final Pattern MATCHERS = Pattern.compile("\\{((?:[^}\"]|\"[^\"]*\")*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*),\\s*(\\w+)\\)");
    private static final Pattern TIMES = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+|\\$\\w+|\\b[0-9][\\w.]*");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern WORD = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*([(\\uE000-\\uF8FF])?");
    /** Stands for what was in braces, and is in no query. */
    private static final char FIRST_BRACES = '\uE000';

    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "unless", "bool", "by", "without", "on", "ignoring", "group_left", "group_right");

    /** A condition on one label, such as {@code outcome=~"failed|busy"}. */
    record Condition(String label, String operator, String value) {

        /** The values that it names, none if it is a pattern or a variable. */
        List<String> named() {
            boolean several = operator.equals("=~") || operator.equals("!~");
            return value.matches(several ? "[\\w.|]+" : "[\\w.]+") ? List.of(value.split("\\|")) : List.of();
        }
    }

    /** A metric, and what is asked of its labels. */
    record Selection(String metric, List<Condition> conditions) {}

    static PromQuery of(String query) {
        Matcher ofVariable = LABEL_VALUES.matcher(query);
        if (ofVariable.matches()) {
            return new PromQuery(of(ofVariable.group(1)).selections, Set.of(ofVariable.group(2)));
        }
        List<List<Condition>> conditions = new ArrayList<>();
        String text = MATCHERS.matcher(query).replaceAll(braces -> {
            conditions.add(MATCHER.matcher(braces.group(1))
                    .results()
                    .map(match -> new Condition(match.group(1), match.group(2), match.group(3)))
                    .toList());
            return String.valueOf((char) (FIRST_BRACES + conditions.size() - 1));
        });
        Set<String> grouping = new TreeSet<>();
        text = GROUPING.matcher(text).replaceAll(group -> {
            for (String label : group.group(1).split(",")) {
                grouping.add(label.strip());
            }
            return " ";
        });
        return new PromQuery(selections(TIMES.matcher(text).replaceAll(" "), conditions), grouping);
    }

    private static List<Selection> selections(String text, List<List<Condition>> conditions) {
        List<Selection> selections = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String behind = word.group(2) == null ? "" : word.group(2);
            if (!behind.equals("(") && !KEYWORDS.contains(word.group(1))) {
                selections.add(new Selection(
                        word.group(1), behind.isEmpty() ? List.of() : conditions.get(behind.charAt(0) - FIRST_BRACES)));
            }
        }
        return selections;
    }
}
