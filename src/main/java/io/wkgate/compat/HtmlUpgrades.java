package io.wkgate.compat;

import io.wkgate.compat.UpgradeEffect.Direction;
import java.util.List;
import java.util.Locale;

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
        Changes changes = view.changes(from, to);
        html.open("details", "class", "upgrade").open("summary");
        html.open("span", "class", "target").element("strong", to.name());
        if (!to.newerThan(from)) {
            html.text(" ").element("span", Phrase.OLDER.in(language), "class", "older");
        }
        html.close().text(" ").open("span", "class", "counts");
        count("▼", changes, Direction.WORSE);
        if (!changes.lost().isEmpty()) {
            html.element("span", Phrase.LOST.in(language, changes.lost().size()), "class", "lost")
                    .text(" ");
        }
        count("▲", changes, Direction.BETTER);
        count("◆", changes, Direction.DIFFERENT);
        html.close().close();
        changes(changes, Direction.WORSE);
        changes(changes, Direction.BETTER);
        changes(changes, Direction.DIFFERENT);
        if (changes.none()) {
            html.element("p", Phrase.SAME.in(language));
        }
        html.close();
    }

    private void count(String sign, Changes changes, Direction direction) {
        html.open("span", "class", "count " + kind(direction));
        String word = Phrase.of(direction).in(language);
        html.element("span", sign, "aria-hidden", "true")
                .text(" " + changes.of(direction).size() + " " + word);
        html.close().text(" ");
    }

    private static String kind(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    private void changes(Changes changes, Direction direction) {
        List<UpgradeEffect.Change> those = changes.of(direction);
        if (those.isEmpty()) {
            return;
        }
        html.element("h3", Phrase.of(direction).in(language), "class", "kind " + kind(direction))
                .open("ul", "class", "changes");
        for (UpgradeEffect.Change change : those) {
            html.open("li").open("p");
            html.element(
                    "a",
                    change.feature().title().in(language),
                    "href",
                    "#" + change.feature().id());
            html.close().open("dl");
            side(Phrase.BEFORE, change.before());
            side(Phrase.AFTER, change.after());
            html.close().close();
        }
        html.close();
    }

    private void side(Phrase when, Statement statement) {
        html.element("dt", when.in(language)).open("dd");
        HtmlMark.write(html, statement.support(), language);
        html.text(" " + statement.text().in(language));
        html.close();
    }
}
