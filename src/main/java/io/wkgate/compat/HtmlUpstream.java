package io.wkgate.compat;

import java.util.List;

/** Which WuKongIM the page is about, how that is known, and the form by which to ask about another. */
final class HtmlUpstream {

    private final HtmlWriter html;
    private final CompatView view;
    private final Language language;

    HtmlUpstream(HtmlWriter html, CompatView view, Language language) {
        this.html = html;
        this.view = view;
        this.language = language;
    }

    void write() {
        List<Column> own = view.own();
        html.open("section", "class", "upstream", "aria-labelledby", "upstream");
        boolean asked = own.stream().anyMatch(Column::asked);
        html.element("h2", (asked ? Phrase.ASKED : Phrase.YOUR_UPSTREAM).in(language), "id", "upstream");
        own.forEach(this::version);
        if (own.isEmpty()) {
            Phrase reason = view.nodes().isEmpty() ? Phrase.NONE_CONFIGURED : Phrase.NONE_KNOWN;
            html.element("p", reason.in(language), "class", "notice");
        } else if (own.size() > 1) {
            html.element("p", Phrase.SEVERAL.in(language), "class", "notice");
        }
        if (!asked) {
            nodes();
        }
        form(asked);
        html.close();
    }

    private void version(Column column) {
        html.open("p", "class", "version").element("strong", column.name()).text(" ");
        html.element(
                "span",
                column.nearest().sentence().in(language),
                "class",
                column.inherited() ? "inherited" : "measured");
        html.close();
    }

    private void nodes() {
        if (view.nodes().isEmpty()) {
            return;
        }
        html.open("ul", "class", "nodes");
        for (RunningNode node : view.nodes()) {
            html.open("li", "class", node.state() == RunningNode.State.KNOWN ? "well" : "away");
            html.element("span", Phrase.NODE.in(language, node.number()), "class", "number")
                    .text(" ")
                    .element("code", node.address())
                    .text(" ")
                    .element("span", new NodeSentence(language).of(node));
            html.close();
        }
        html.close();
    }

    private void form(boolean asked) {
        String selected = view.own().stream().map(Column::name).findFirst().orElse("");
        html.open("form", "method", "get", "action", PageFile.PAGE);
        html.element("label", Phrase.CHOOSE.in(language), "for", "version").text(" ");
        html.open("select", "id", "version", "name", "version");
        for (String version : CompatView.askable(view.matrix())) {
            if (version.equals(selected)) {
                html.element("option", version, "value", version, "selected", "");
            } else {
                html.element("option", version, "value", version);
            }
        }
        html.close().text(" ");
        html.element("button", Phrase.SHOW.in(language), "type", "submit", "name", "lang", "value", language.tag());
        if (asked) {
            html.text(" ").element("a", Phrase.BACK.in(language), "href", "?lang=" + language.tag());
        }
        html.close();
    }
}
