package io.wkgate.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics of {@code docs/metrics.md}, which is held against a running gateway elsewhere. */
final class MetricReference {

    private static final Path PAGE = Path.of("docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| (\\w+) \\| [^|]* \\| ([^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`: ([^;|]*)");

    /** Prometheus gives them to every metric. */
    private static final Set<String> EVERYWHERE = Set.of("instance", "job");

    private final Map<String, Metric> series = new TreeMap<>();

    /**
     * One series.
     *
     * @param labels each with its values; none if they are an installation's own
     */
    private record Metric(Map<String, List<String>> labels) {

        Metric withBounds() {
            Map<String, List<String>> more = new TreeMap<>(labels);
            more.put("le", List.of());
            return new Metric(more);
        }
    }

    MetricReference() throws IOException {
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> {
            Metric metric = new Metric(labels(row.group(3)));
            String name = row.group(1);
            switch (row.group(2)) {
                case "histogram" -> {
                    series.put(name + "_bucket", metric.withBounds());
                    addSums(name, metric);
                }
                case "summary" -> addSums(name, metric);
                default -> series.put(name, metric);
            }
        });
    }

    private void addSums(String name, Metric metric) {
        for (String ending : List.of("_count", "_sum", "_max")) {
            series.put(name + ending, metric);
        }
    }

    private static Map<String, List<String>> labels(String cell) {
        Map<String, List<String>> labels = new TreeMap<>();
        LABEL.matcher(cell)
                .results()
                .forEach(label -> labels.put(
                        label.group(1),
                        label.group(2).startsWith("*")
                                ? List.of()
                                : List.of(label.group(2).strip().split(", "))));
        return labels;
    }

    int size() {
        return series.size();
    }

    /** What of the query is not there, in words; none if all is. */
    List<String> missingIn(String text) {
        PromQuery query = PromQuery.of(text);
        Set<String> missing = new TreeSet<>();
        Set<String> labels = new TreeSet<>(EVERYWHERE);
        if (query.selections().isEmpty()) {
            missing.add("no metric in: " + text);
        }
        for (PromQuery.Selection selection : query.selections()) {
            Metric metric = series.get(selection.metric());
            if (metric == null) {
                missing.add("metric " + selection.metric());
                continue;
            }
            labels.addAll(metric.labels().keySet());
            selection.conditions().forEach(condition -> missing.addAll(missing(selection.metric(), metric, condition)));
        }
        for (String label : query.grouping()) {
            if (!labels.contains(label)) {
                missing.add("label " + label + " in: " + text);
            }
        }
        return List.copyOf(missing);
    }

    private static List<String> missing(String name, Metric metric, PromQuery.Condition condition) {
        if (EVERYWHERE.contains(condition.label())) {
            return List.of();
        }
        List<String> values = metric.labels().get(condition.label());
        if (values == null) {
            return List.of("label " + condition.label() + " of " + name);
        }
        return condition.named().stream()
                .filter(value -> !values.isEmpty() && !values.contains(value))
                .map(value -> "value " + value + " of " + name + "{" + condition.label() + "}")
                .toList();
    }
}
