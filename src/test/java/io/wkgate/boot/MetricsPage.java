package io.wkgate.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}, from the meters themselves, in English as they speak or in another language. */
final class MetricsPage {

    private static final String HEAD = """
        # Metrics

        <!-- Made by MetricsReferenceTest from the meters of a running gateway; it says when this page is stale. -->

        [中文](metrics.zh-CN.md)

        `GET /metrics` on the ops listener, in the text format of Prometheus, with the ops key unless `ops.metrics-open` is set.
        `helm/wkgate` has a [dashboard](../helm/wkgate/dashboards/wkgate.json) for Grafana and
        [alert rules](../helm/wkgate/alerts/wkgate.yaml) for Prometheus; what to do about an alert is in
        [operations](operations.md#alerts).

        - A counter counts since the start of its process: take `rate` or `increase`, and the sum over all replicas.
        - `wkgate_deadletters…`, `wkgate_gap_…`, `wkgate_relay_…` and `wkgate_revokes_…` that are gauges are measured in the
          database every ten seconds, so every replica tells the same: take the maximum, not the sum. Only
          `wkgate_relay_circuit` is each replica's own, and `wkgate_gap_silence_seconds` is told by the one that looks.
        - A histogram `x` stands there as `x_bucket{le}`, `x_count`, `x_sum`, and `x_max`, the largest of the last minutes.
        - The age of the oldest tells more than how much waits: have alarms on that.
        """;

    private static final String COLUMNS = """

        | metric | type | unit | labels | what it means | when to worry |
        |---|---|---|---|---|---|
        """;

    /** What stands before a name's second dot decides where it stands on the page. */
    private static final Map<String, String> SECTIONS = Map.of(
            "deadletters", "Dead letters",
            "gap", "Gaps",
            "relay", "Relay",
            "replica", "Replicas",
            "replicas", "Replicas",
            "revokes", "Revokes",
            "tls", "TLS",
            "upstream", "WuKongIM");

    private static final List<String> ORDER =
            List.of("Intake and database", "Dead letters", "Gaps", "Relay", "Revokes", "Replicas", "TLS", "WuKongIM");

    /** Those whose values are an installation's own. */
    private static final Map<String, String> OPEN = Map.of(
            "destination", "its name in relay.destinations",
            "field", "the field that was wrong",
            "host", "its host and port",
            "line", "such as 2.x",
            "node", "its place in upstream.urls, from 1",
            "version", "as it tells it, or unknown");

    /** Of the many of the JVM; which others there are depends on its collector. */
    private static final List<String> JVM = List.of(
            "jvm.memory.used",
            "jvm.memory.committed",
            "jvm.memory.max",
            "jvm.gc.pause",
            "process.cpu.usage",
            "system.cpu.usage",
            "system.cpu.count");

    private final MeterRegistry registry;
    private final Optional<Properties> translation;

    MetricsPage(MeterRegistry registry) {
        this(registry, Optional.empty());
    }

    /** @param translation of every text of the page, by keys that it tells when one is missing */
    MetricsPage(MeterRegistry registry, Optional<Properties> translation) {
        this.registry = registry;
        this.translation = translation;
    }

    private String said(String key, String english) {
        return translation
                .map(words -> {
                    String text = words.getProperty(key.replaceAll("[ ,]+", "_"));
                    if (text == null) {
                        throw new IllegalStateException("not translated: " + key.replaceAll("[ ,]+", "_"));
                    }
                    return text;
                })
                .orElse(english);
    }

    String text() {
        StringBuilder page = new StringBuilder(said("head", HEAD));
        Map<String, List<Meter>> own = metersByName(MetricsPage::isOwn);
        for (String section : ORDER) {
            page.append("\n## ")
                    .append(said("section." + section, section))
                    .append("\n")
                    .append(said("columns", COLUMNS));
            own.values().stream()
                    .filter(same -> section(same.get(0)).equals(section))
                    .forEach(same -> page.append(row(same, labels(same))));
        }
        page.append("\n## JVM\n\n")
                .append(said("jvm", "Among others, and those of Micrometer as they are."))
                .append("\n")
                .append(said("columns", COLUMNS));
        metersByName(meter -> JVM.contains(meter.getId().getName()))
                .values()
                .forEach(same -> page.append(row(same, labelNames(same))));
        return page.toString();
    }

    static boolean isOwn(Meter meter) {
        return meter.getId().getName().startsWith("wkgate.");
    }

    private Map<String, List<Meter>> metersByName(Predicate<Meter> which) {
        return registry.getMeters().stream()
                .filter(which)
                .collect(Collectors.groupingBy(this::shownName, TreeMap::new, Collectors.toList()));
    }

    /** As Prometheus shows it. */
    String shownName(Meter meter) {
        String name = meter.getId().getConventionName(registry.config().namingConvention());
        // The ending is added only when it is told to Prometheus.
        return meter instanceof Counter ? name + "_total" : name;
    }

    private static String section(Meter meter) {
        return SECTIONS.getOrDefault(meter.getId().getName().split("\\.")[1], "Intake and database");
    }

    private String row(List<Meter> same, String labels) {
        Meter meter = same.get(0);
        Meter.Id id = meter.getId();
        String[] description = said(shownName(meter), String.valueOf(id.getDescription()))
                .split(translation.isEmpty() ? "[.:] Worry " : " \\| ", 2);
        String worry = description.length < 2 ? "–" : description[1];
        return "| `" + shownName(meter) + "` | " + type(meter) + " | " + unit(id) + " | " + labels + " | "
                + description[0] + " | " + worry + " |\n";
    }

    private String unit(Meter.Id id) {
        return id.getBaseUnit() == null ? "–" : said("unit." + id.getBaseUnit(), id.getBaseUnit());
    }

    private static String type(Meter meter) {
        if (isOwn(meter) && (meter instanceof Timer || meter instanceof DistributionSummary)) {
            return "histogram";
        }
        return meter instanceof Timer
                ? "summary"
                : meter.getId().getType().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<String>> values(List<Meter> same) {
        return same.stream()
                .flatMap(meter -> meter.getId().getTags().stream())
                .distinct()
                .sorted(Comparator.comparing(Tag::getValue))
                .collect(Collectors.groupingBy(
                        Tag::getKey, TreeMap::new, Collectors.mapping(Tag::getValue, Collectors.toList())));
    }

    private String labels(List<Meter> same) {
        return orNone(values(same).entrySet().stream()
                .map(label -> "`" + label.getKey() + "`: "
                        + (OPEN.containsKey(label.getKey())
                                ? "*" + said("label." + label.getKey(), OPEN.get(label.getKey())) + "*"
                                : String.join(", ", label.getValue())))
                .collect(Collectors.joining("; ")));
    }

    private String labelNames(List<Meter> same) {
        return orNone(values(same).keySet().stream()
                .map(label -> "`" + label + "`: *" + said("label.micrometer", "of Micrometer") + "*")
                .collect(Collectors.joining("; ")));
    }

    private static String orNone(String labels) {
        return labels.isEmpty() ? "–" : labels;
    }
}
