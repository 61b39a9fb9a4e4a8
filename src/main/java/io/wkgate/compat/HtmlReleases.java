package io.wkgate.compat;

import java.util.List;

/** Which measured version speaks for which release that was not measured. */
final class HtmlReleases {

    private final HtmlWriter html;
    private final CompatView view;
    private final Language language;

    HtmlReleases(HtmlWriter html, CompatView view, Language language) {
        this.html = html;
        this.view = view;
        this.language = language;
    }

    void write() {
        if (view.matrix().releases().isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "between")
                .element("h2", Phrase.BETWEEN.in(language), "id", "between")
                .element("p", Phrase.BETWEEN_LEAD.in(language));
        html.open("table", "class", "plain").element("caption", Phrase.BETWEEN.in(language), "class", "unseen");
        html.open("thead").open("tr");
        html.element("th", Phrase.TAKEN.in(language), "scope", "col")
                .element("th", Phrase.RELEASES.in(language), "scope", "col");
        html.close().close().open("tbody");
        view.matrix().versions().forEach(this::row);
        html.close().close().close();
    }

    private void row(MeasuredVersion version) {
        List<Release> releases = view.matrix().releases().stream()
                .filter(release -> release.inherits().equals(version.name()))
                .toList();
        if (releases.isEmpty()) {
            return;
        }
        html.open("tr").element("th", version.name(), "scope", "row").open("td").open("ul", "class", "releases");
        for (Release release : releases) {
            html.open("li")
                    .element("span", release.tag(), "class", "tag")
                    .text(" ")
                    .element("span", release.released().toString(), "class", "date")
                    .close();
        }
        html.close().close().close();
    }
}
