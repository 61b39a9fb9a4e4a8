package io.wkgate.compat;

import java.util.Map;

/** How many features work, and how far, on the reader's own version; without one, what the marks mean. */
final class HtmlGlance {

    private final HtmlWriter html;
    private final CompatView view;
    private final Language language;

    HtmlGlance(HtmlWriter html, CompatView view, Language language) {
        this.html = html;
        this.view = view;
        this.language = language;
    }

    void write() {
        html.open("section", "class", "glance", "aria-labelledby", "glance");
        html.element("h2", (view.own().isEmpty() ? Phrase.LEGEND : Phrase.GLANCE).in(language), "id", "glance");
        view.own().forEach(this::tally);
        if (view.own().isEmpty()) {
            legend();
        }
        html.close();
    }

    private void tally(Column column) {
        Map<Support, Long> tally = view.tally(column);
        long all = tally.values().stream().mapToLong(Long::longValue).sum();
        if (view.own().size() > 1) {
            html.element("h3", column.name());
        }
        bar(tally, all);
        html.open("ul", "class", "tally");
        tally.forEach((support, count) -> {
            Mark mark = Mark.of(support);
            html.open("li", "class", support.label());
            html.element("span", mark.sign(), "class", "mark", "aria-hidden", "true")
                    .text(" ");
            html.element("b", Long.toString(count)).text(" ");
            html.element("span", mark.word().in(language), "class", "word").text(" ");
            html.element("span", mark.sentence().in(language), "class", "meaning");
            html.close();
        });
        html.close();
    }

    /** The same as a picture. Widths stand in attributes, for the page forbids styles of its own. */
    private void bar(Map<Support, Long> tally, long all) {
        html.open(
                "svg",
                "class",
                "bar",
                "viewBox",
                "0 0 " + all + " 1",
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        long from = 0;
        for (Map.Entry<Support, Long> part : tally.entrySet()) {
            html.open(
                            "rect",
                            "class",
                            part.getKey().label(),
                            "x",
                            Long.toString(from),
                            "y",
                            "0",
                            "width",
                            Long.toString(part.getValue()),
                            "height",
                            "1")
                    .close();
            from += part.getValue();
        }
        html.close();
    }

    private void legend() {
        html.open("ul", "class", "tally");
        for (Support support : Support.values()) {
            Mark mark = Mark.of(support);
            html.open("li", "class", support.label());
            html.element("span", mark.sign(), "class", "mark", "aria-hidden", "true")
                    .text(" ");
            html.element("span", mark.word().in(language), "class", "word").text(" ");
            html.element("span", mark.sentence().in(language), "class", "meaning");
            html.close();
        }
        html.close();
    }
}
