package io.wkgate.compat;

import java.util.List;

/** What an upgrade from the reader's version to each other would change for him. */
final class HtmlUpgrades {

    private final HtmlWriter html;
    private final CompatView view;
    private final Language language;

    HtmlUpgrades(HtmlWriter html, CompatView view, Language language) {
        this.html = html;
        this.view = view;
        this.language = language;
    }

    void write() {
        if (view.own().isEmpty()) {
            return;
        }
        html.open("div", "id", "upgrades");
        for (Column from : view.own()) {
            html.open("section", "class", "upgrades").element("h2", Phrase.UPGRADES.in(language, from.name()));
            html.element("p", Phrase.UPGRADES_LEAD.in(language));
            view.others(from).forEach(to -> upgrade(from, to));
            html.close();
        }
        html.close();
    }

    private void upgrade(Column from, Column to) {
        UpgradeEffect effect = view.effect(from, to);
        html.open("details", "class", "upgrade").open("summary");
        html.open("span", "class", "target").element("strong", to.name());
        if (!CompatView.newer(to, from)) {
            html.text(" ").element("span", Phrase.OLDER.in(language), "class", "older");
        }
        html.close().text(" ").open("span", "class", "counts");
        count("worse", "▼", effect.worse(), Phrase.WORSE);
        count("better", "▲", effect.better(), Phrase.BETTER);
        count("different", "◆", effect.different(), Phrase.DIFFERENT);
        html.close().close();
        changes("worse", Phrase.WORSE, effect.worse());
        changes("better", Phrase.BETTER, effect.better());
        changes("different", Phrase.DIFFERENT, effect.different());
        if (effect.worse().isEmpty() && effect.better().isEmpty() && effect.different().isEmpty()) {
            html.element("p", Phrase.SAME.in(language));
        }
        html.close();
    }

    private void count(String kind, String sign, List<UpgradeEffect.Change> changes, Phrase word) {
        html.open("span", "class", "count " + kind);
        html.element("span", sign, "aria-hidden", "true").text(" " + changes.size() + " " + word.in(language));
        html.close().text(" ");
    }

    private void changes(String kind, Phrase title, List<UpgradeEffect.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        html.element("h3", title.in(language), "class", "kind " + kind).open("ul", "class", "changes");
        for (UpgradeEffect.Change change : changes) {
            html.open("li").open("p");
            html.element(
                    "a",
                    change.after().feature().title().in(language),
                    "href",
                    "#" + change.after().feature().id());
            html.close().open("dl");
            side(Phrase.BEFORE, change.before());
            side(Phrase.AFTER, change.after());
            html.close().close();
        }
        html.close();
    }

    private void side(Phrase when, Statement statement) {
        html.element("dt", when.in(language)).open("dd");
        HtmlMark.write(html, statement.outcome().support(), language);
        html.text(" " + statement.text(language));
        html.close();
    }
}
