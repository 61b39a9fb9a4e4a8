package io.wkgate.compat;

import io.wkgate.compat.UpgradeEffect.Change;
import io.wkgate.compat.UpgradeEffect.Direction;
import java.util.List;
import java.util.Optional;

/** The report as a terminal shows it: the matrix in marks, what is degraded and why, and what an upgrade changes. */
public final class TerminalReport {

    private static final int BETWEEN = 2;

    private final CompatView view;
    private final Language language;
    private final Optional<String> to;
    private final StringBuilder text = new StringBuilder();

    private TerminalReport(CompatView view, Language language, Optional<String> to) {
        this.view = view;
        this.language = language;
        this.to = to;
    }

    /** @param to the measured version to which an upgrade is looked at; all of them if empty */
    public static String of(CompatView view, Language language, Optional<String> to) {
        return new TerminalReport(view, language, to).written();
    }

    private String written() {
        reader();
        matrix();
        view.own().forEach(this::lacking);
        view.own().forEach(this::upgrades);
        return text.toString().stripTrailing() + "\n";
    }

    private void reader() {
        if (view.own().isEmpty()) {
            line(Phrase.NO_VERSION.in(language));
        }
        for (Column column : view.own()) {
            line((column.asked() ? Phrase.ASKED : Phrase.YOUR_UPSTREAM).in(language) + colon() + column.name() + " ("
                    + column.nearest().sentence().in(language) + ")");
        }
        if (view.own().stream().noneMatch(Column::asked)) {
            for (RunningNode node : view.nodes()) {
                line("  " + Phrase.NODE.in(language, node.number()) + " " + node.address() + " "
                        + new NodeSentence(language).of(node));
            }
        }
        line("");
    }

    private void matrix() {
        int first = view.matrix().groups().stream()
                        .flatMap(group -> group.features().stream())
                        .mapToInt(feature -> DisplayWidth.of(feature.title().in(language)))
                        .max()
                        .orElse(0)
                + 2
                + BETWEEN;
        StringBuilder head = new StringBuilder(" ".repeat(first));
        for (Column column : view.columns()) {
            head.append(head(column)).append(" ".repeat(BETWEEN));
        }
        line(head.toString().stripTrailing());
        for (FeatureGroup group : view.matrix().groups()) {
            line(group.title().in(language));
            for (Feature feature : group.features()) {
                StringBuilder row = new StringBuilder(
                        DisplayWidth.padded("  " + feature.title().in(language), first));
                for (Column column : view.columns()) {
                    String sign =
                            Mark.of(view.statement(column, feature).support()).sign();
                    row.append(DisplayWidth.padded(sign, DisplayWidth.of(head(column)) + BETWEEN));
                }
                line(row.toString().stripTrailing());
            }
        }
        line("");
        for (Support support : Support.values()) {
            Mark mark = Mark.of(support);
            line(mark.sign() + " " + DisplayWidth.padded(mark.word().in(language), 10) + "  "
                    + mark.sentence().in(language));
        }
        line("");
    }

    /** With a star: the report is about this version. */
    private static String head(Column column) {
        return (column.own() ? "*" : "") + column.name();
    }

    private void lacking(Column column) {
        List<Statement> lacking = view.lacking(column);
        if (lacking.isEmpty()) {
            line(Phrase.LACKING_NOTHING.in(language, column.name()));
            line("");
            return;
        }
        line(Phrase.LACKING.in(language, column.name()));
        for (Statement statement : lacking) {
            line("  " + Mark.of(statement.support()).sign() + " "
                    + statement.feature().title().in(language));
            line("      " + statement.text().in(language));
            line("      " + Phrase.WHY.in(language) + colon()
                    + statement.feature().why().in(language));
            statement
                    .wkgate()
                    .ifPresent(done -> line("      " + Phrase.BY_WKGATE.in(language) + colon() + done.in(language)));
        }
        line("");
    }

    private void upgrades(Column from) {
        for (Column other : view.others(from)) {
            if (to.isEmpty() || to.get().equals(other.name())) {
                upgrade(from, other);
            }
        }
        if (to.isEmpty()) {
            line(Phrase.IN_DETAIL.in(language));
        }
    }

    private void upgrade(Column from, Column other) {
        Changes changes = view.changes(from, other);
        String older = other.newerThan(from) ? "" : " (" + Phrase.OLDER.in(language) + ")";
        line(from.name() + " → " + other.name() + older + colon() + count(changes, Direction.WORSE)
                + (changes.lost().isEmpty()
                        ? ""
                        : " (" + Phrase.LOST.in(language, changes.lost().size()) + ")")
                + ", " + count(changes, Direction.BETTER) + ", " + count(changes, Direction.DIFFERENT));
        if (to.isPresent()) {
            for (Direction direction : List.of(Direction.WORSE, Direction.BETTER, Direction.DIFFERENT)) {
                changes.of(direction).forEach(this::inFull);
            }
        } else if (other.newerThan(from)) {
            changes.lost().forEach(this::inALine);
            changes.of(Direction.BETTER).forEach(this::inALine);
        }
        line("");
    }

    private String count(Changes changes, Direction direction) {
        return changes.of(direction).size() + " " + Phrase.of(direction).in(language);
    }

    private void inALine(Change change) {
        line("  " + Phrase.of(change.direction()).in(language) + colon() + sign(change.before()) + " → "
                + sign(change.after()) + " " + change.feature().title().in(language));
    }

    private void inFull(Change change) {
        line("  " + Phrase.of(change.direction()).in(language) + colon()
                + change.feature().title().in(language));
        line("      " + said(change.before()));
        line("    → " + said(change.after()));
    }

    private static String sign(Statement statement) {
        return Mark.of(statement.support()).sign();
    }

    private String said(Statement statement) {
        return sign(statement) + " " + statement.text().in(language);
    }

    private String colon() {
        return language == Language.ZH ? "：" : ": ";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
