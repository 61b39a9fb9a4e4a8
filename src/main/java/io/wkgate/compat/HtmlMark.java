package io.wkgate.compat;

/** A sign and its word, which is what a screen reader reads. */
final class HtmlMark {

    private HtmlMark() {}

    static void write(HtmlWriter html, Support support, Language language) {
        Mark mark = Mark.of(support);
        html.open("span", "class", "badge " + support.label());
        html.element("span", mark.sign(), "class", "mark", "aria-hidden", "true")
                .text(" ");
        html.element("span", mark.word().in(language), "class", "word");
        html.close();
    }
}
