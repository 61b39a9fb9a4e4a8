package io.wkgate.compat;

import io.wkgate.compat.UpgradeEffect.Direction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code compat-matrix/REPORT.md} and {@code REPORT.zh-CN.md}: the whole matrix for whoever reads it in the repository. */
public final class MarkdownReport {

    /** From the report's folder to that of the repository. */
    private static final String ROOT = "../";

    private final CompatView view;
    private final Language language;
    private final StringBuilder page = new StringBuilder();

    private MarkdownReport(Matrix matrix, Language language) {
        this.view = CompatView.of(matrix, List.of());
        this.language = language;
    }

    /** The page, as it is checked in. */
    public static String of(Matrix matrix, Language language) {
        return new MarkdownReport(matrix, language).written();
    }

    /** Its file in the folder {@code compat-matrix}. */
    public static String file(Language language) {
        return switch (language) {
            case EN -> "REPORT.md";
            case ZH -> "REPORT.zh-CN.md";
        };
    }

    /** What makes it anew. */
    public static String command(Language language) {
        return "java -jar target/wkgate.jar compat --markdown --lang %s > compat-matrix/%s"
                .formatted(language.tag(), file(language));
    }

    private String written() {
        head();
        for (FeatureGroup group : view.matrix().groups()) {
            overview(group);
        }
        upgrades();
        for (FeatureGroup group : view.matrix().groups()) {
            line("## " + group.title().in(language) + " · " + Phrase.IN_FULL.in(language));
            line("");
            group.features().forEach(this::feature);
        }
        releases();
        return page.toString().stripTrailing() + "\n";
    }

    private void head() {
        line("# " + Phrase.TITLE.in(language));
        line("");
        line("<!-- " + Phrase.GENERATED.in(language, command(language)) + " -->");
        line("");
        Language other = language == Language.EN ? Language.ZH : Language.EN;
        line(Phrase.LEAD.in(language) + " " + Phrase.OTHER_LANGUAGE.in(language, file(other)));
        line("");
        for (Support support : Support.values()) {
            Mark mark = Mark.of(support);
            line("- " + mark.sign() + " **" + mark.word().in(language) + "**: "
                    + mark.sentence().in(language));
        }
        line("");
    }

    private void overview(FeatureGroup group) {
        line("## " + group.title().in(language));
        line("");
        row(Stream.concat(
                Stream.of(Phrase.FEATURE.in(language)), view.columns().stream().map(Column::name)));
        row(Stream.concat(Stream.of("---"), view.columns().stream().map(column -> ":-:")));
        for (Feature feature : group.features()) {
            Stream<String> marks = view.columns().stream()
                    .map(column ->
                            Mark.of(view.statement(column, feature).support()).sign());
            row(Stream.concat(
                    Stream.of("[" + text(feature.title().in(language)) + "](#" + anchor(feature) + ")"), marks));
        }
        line("");
    }

    private void upgrades() {
        line("## " + Phrase.UPGRADES_SHORT.in(language));
        line("");
        line(Phrase.UPGRADES_LEAD.in(language));
        line("");
        List<Column> columns = view.columns();
        for (int i = 1; i < columns.size(); i++) {
            Column from = columns.get(i - 1);
            Column to = columns.get(i);
            Changes changes = view.changes(from, to);
            line("### " + from.name() + " → " + to.name());
            line("");
            for (Direction direction : List.of(Direction.WORSE, Direction.BETTER, Direction.DIFFERENT)) {
                changes(direction, changes.of(direction));
            }
            if (changes.none()) {
                line(Phrase.SAME.in(language));
            }
            line("");
        }
    }

    private void changes(Direction direction, List<UpgradeEffect.Change> changes) {
        for (UpgradeEffect.Change change : changes) {
            line("- **" + Phrase.of(direction).in(language) + "** "
                    + text(change.feature().title().in(language)) + ": " + said(change.before()) + " → "
                    + said(change.after()));
        }
    }

    private void feature(Feature feature) {
        line("<a id=\"" + anchor(feature) + "\"></a>");
        line("");
        line("### " + text(feature.title().in(language)));
        line("");
        line(text(feature.why().in(language)));
        line("");
        row(Stream.of(
                Phrase.VERSION.in(language),
                Phrase.HAPPENS.in(language),
                Phrase.BY_WKGATE.in(language),
                Phrase.EVIDENCE.in(language)));
        row(Stream.of("---", "---", "---", "---"));
        alike(feature).forEach(this::versions);
        line("");
    }

    /** What the versions do, those that do the same together. */
    private Collection<List<Statement>> alike(Feature feature) {
        return view.columns().stream()
                .map(column -> view.statement(column, feature))
                .collect(Collectors.groupingBy(
                        statement -> statement.support() + statement.text().en(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private void versions(List<Statement> alike) {
        Statement first = alike.get(0);
        row(Stream.of(
                alike.stream().map(each -> each.version().name()).collect(Collectors.joining(", ")),
                said(first),
                first.wkgate().map(done -> text(done.in(language))).orElse("–"),
                alike.stream()
                        .flatMap(each -> each.evidence().stream())
                        .map(this::evidence)
                        .distinct()
                        .collect(Collectors.joining("<br>"))));
    }

    private String said(Statement statement) {
        Mark mark = Mark.of(statement.support());
        return mark.sign() + " " + mark.word().in(language) + (language == Language.ZH ? "：" : ": ")
                + text(statement.text().in(language));
    }

    private String evidence(Evidence evidence) {
        EvidenceText said = EvidenceText.of(evidence);
        return said.kind().in(language) + " [" + text(said.name()) + "](" + ROOT + said.file() + ") " + evidence.on();
    }

    private void releases() {
        if (view.matrix().releases().isEmpty()) {
            return;
        }
        line("## " + Phrase.BETWEEN.in(language));
        line("");
        line(Phrase.BETWEEN_LEAD.in(language));
        line("");
        row(Stream.of(Phrase.TAKEN.in(language), Phrase.RELEASES.in(language)));
        row(Stream.of("---", "---"));
        for (MeasuredVersion version : view.matrix().versions()) {
            String releases = view.matrix().releases().stream()
                    .filter(release -> release.inherits().equals(version.name()))
                    .map(release -> release.tag() + " (" + release.released() + ")")
                    .collect(Collectors.joining("<br>"));
            if (!releases.isEmpty()) {
                row(Stream.of(version.name(), releases));
            }
        }
    }

    private static String anchor(Feature feature) {
        return feature.id().replace('.', '-');
    }

    private void row(Stream<String> cells) {
        line(cells.collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /** What Markdown would take for its own stays what it is. */
    private static String text(String text) {
        return text.replaceAll("([\\\\`*_<>|\\[\\]#~])", "\\\\$1");
    }
}
