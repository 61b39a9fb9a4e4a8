package io.wkgate.compat;

import java.util.List;

/** The matrix as a table: a row for each feature, a column for each version, the reader's own first. */
final class HtmlMatrix {

    private final HtmlWriter html;
    private final CompatView view;
    private final Language language;

    HtmlMatrix(HtmlWriter html, CompatView view, Language language) {
        this.html = html;
        this.view = view;
        this.language = language;
    }

    void write() {
        html.open("section", "class", "matrix", "aria-labelledby", "matrix");
        html.element("h2", Phrase.MATRIX.in(language), "id", "matrix");
        groups();
        // Said again, for where a table is laid out as blocks some browsers forget that it is one.
        html.open("table", "class", "matrix", "role", "table");
        html.element("caption", Phrase.CAPTION.in(language));
        head();
        view.matrix().groups().forEach(this::group);
        html.close().close();
    }

    private void groups() {
        html.open("nav", "class", "groups", "aria-label", Phrase.MATRIX.in(language))
                .open("ul");
        for (FeatureGroup group : view.matrix().groups()) {
            html.open("li")
                    .element("a", group.title().in(language), "href", "#group-" + group.id())
                    .text(" ")
                    .element("span", Integer.toString(group.features().size()), "class", "date")
                    .close();
        }
        html.close().close();
    }

    private void head() {
        html.open("thead", "role", "rowgroup").open("tr", "role", "row");
        html.element("th", Phrase.FEATURE.in(language), "scope", "col", "role", "columnheader", "class", "corner");
        for (Column column : view.columns()) {
            html.open("th", "scope", "col", "role", "columnheader", "class", column.own() ? "own" : "other");
            if (column.own()) {
                html.element("span", (column.asked() ? Phrase.ASKED : Phrase.YOURS).in(language), "class", "flag");
            }
            html.element("span", column.name(), "class", "name");
            if (column.inherited()) {
                html.element("span", Phrase.FROM.in(language, column.measured().name()), "class", "inherited");
            }
            html.element("span", column.measured().released().toString(), "class", "date");
            html.close();
        }
        html.close().close();
    }

    private void group(FeatureGroup group) {
        html.open("tbody", "role", "rowgroup", "id", "group-" + group.id());
        html.open("tr", "role", "row", "class", "group");
        html.element(
                "th",
                group.title().in(language),
                "scope",
                "rowgroup",
                "role",
                "rowheader",
                "colspan",
                Integer.toString(view.columns().size() + 1));
        html.close();
        group.features().forEach(this::row);
        html.close();
    }

    private void row(Feature feature) {
        html.open("tr", "role", "row", "id", feature.id());
        html.open("th", "scope", "row", "role", "rowheader");
        html.element("a", feature.title().in(language), "href", "#" + feature.id());
        html.close();
        view.columns().forEach(column -> cell(column, feature));
        html.close();
    }

    private void cell(Column column, Feature feature) {
        Statement statement = view.statement(column, feature);
        html.open(
                "td",
                "role",
                "cell",
                "class",
                statement.support().label() + (column.own() ? " own" : "") + (column.inherited() ? " taken" : ""),
                "data-version",
                column.shortName());
        html.open("details").open("summary");
        HtmlMark.write(html, statement.support(), language);
        html.text(" ").element("span", statement.text().in(language), "class", "text");
        html.close().open("div", "class", "more").open("dl");
        statement
                .wkgate()
                .ifPresent(done ->
                        html.element("dt", Phrase.BY_WKGATE.in(language)).element("dd", done.in(language)));
        html.element("dt", Phrase.WHY.in(language)).element("dd", feature.why().in(language));
        html.element("dt", Phrase.EVIDENCE.in(language)).open("dd").open("ul");
        evidence(statement.evidence());
        html.close().close().close();
        if (column.inherited()) {
            html.element("p", column.nearest().sentence().in(language), "class", "inherited");
        }
        html.close().close().close();
    }

    private void evidence(List<Evidence> evidence) {
        for (Evidence each : evidence) {
            EvidenceText said = EvidenceText.of(each);
            html.open("li")
                    .text(said.kind().in(language) + " ")
                    .element("code", said.name())
                    .text(" ")
                    .element("span", each.on().toString(), "class", "date");
            html.close();
        }
    }
}
