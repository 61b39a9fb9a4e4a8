package io.wkgate.compat;

import java.util.List;

/** What is degraded for the reader now, what wkgate does about it, and why it matters. */
final class HtmlLacking {

    private final HtmlWriter html;
    private final CompatView view;
    private final Language language;

    HtmlLacking(HtmlWriter html, CompatView view, Language language) {
        this.html = html;
        this.view = view;
        this.language = language;
    }

    void write() {
        if (view.own().isEmpty()) {
            return;
        }
        html.open("div", "id", "lacking");
        view.own().forEach(this::section);
        html.close();
    }

    private void section(Column column) {
        html.open("section", "class", "lacking").element("h2", Phrase.LACKING.in(language, column.name()));
        List<Statement> lacking = view.lacking(column);
        if (lacking.isEmpty()) {
            html.element("p", Phrase.LACKING_NOTHING.in(language, column.name()));
        } else {
            html.element("p", Phrase.LACKING_LEAD.in(language));
            html.open("ul", "class", "cards");
            lacking.forEach(this::card);
            html.close();
        }
        html.close();
    }

    private void card(Statement statement) {
        html.open("li", "class", "card " + statement.support().label());
        html.open("h3");
        HtmlMark.write(html, statement.support(), language);
        html.text(" ")
                .element(
                        "a",
                        statement.feature().title().in(language),
                        "href",
                        "#" + statement.feature().id());
        html.close();
        html.element("p", statement.text().in(language), "class", "text");
        html.open("dl")
                .element("dt", Phrase.WHY.in(language))
                .element("dd", statement.feature().why().in(language));
        statement
                .wkgate()
                .ifPresent(done ->
                        html.element("dt", Phrase.BY_WKGATE.in(language)).element("dd", done.in(language)));
        html.close().close();
    }
}
