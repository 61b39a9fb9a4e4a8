package io.wkgate.compat;

import java.util.Locale;

/** The page of the ops listener: the whole of it, in one language, without a script. */
public final class HtmlPage {

    private final CompatView view;
    private final Language language;
    private final HtmlWriter html = new HtmlWriter();

    private HtmlPage(CompatView view, Language language) {
        this.view = view;
        this.language = language;
    }

    /** @return a complete document, which asks for nothing but its style and its icon */
    public static String of(CompatView view, Language language) {
        return new HtmlPage(view, language).page();
    }

    private String page() {
        html.open("html", "lang", language == Language.ZH ? "zh-CN" : language.tag());
        head();
        html.open("body");
        html.element("a", Phrase.SKIP.in(language), "class", "skip", "href", "#matrix");
        header();
        html.open("main");
        new HtmlUpstream(html, view, language).write();
        new HtmlGlance(html, view, language).write();
        new HtmlLacking(html, view, language).write();
        new HtmlUpgrades(html, view, language).write();
        new HtmlMatrix(html, view, language).write();
        new HtmlReleases(html, view, language).write();
        html.close();
        html.open("footer").element("p", Phrase.FOOT.in(language)).close();
        html.close().close();
        return html.finished();
    }

    private void head() {
        html.open("head")
                .open("meta", "charset", "utf-8")
                .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .open("meta", "name", "color-scheme", "content", "light dark")
                .element("title", Phrase.TITLE.in(language) + " – wkgate")
                .open("link", "rel", "stylesheet", "href", PageFile.STYLE.path())
                .open("link", "rel", "icon", "href", PageFile.ICON.path())
                .close();
    }

    private void header() {
        html.open("header");
        html.open("div", "class", "bar").element("span", "wkgate", "class", "brand");
        html.open("nav", "aria-label", Phrase.LANGUAGE.in(language)).open("ul");
        for (Language each : Language.values()) {
            html.open("li");
            languageLink(each);
            html.close();
        }
        html.close().close().close();
        html.element("h1", Phrase.TITLE.in(language)).element("p", Phrase.LEAD.in(language), "class", "lead");
        contents();
        html.close();
    }

    private void languageLink(Language each) {
        String tag = each == Language.ZH ? "zh-CN" : each.tag();
        String name = switch (each) {
            case EN -> "English";
            case ZH -> "中文";
        };
        if (each == language) {
            html.element("span", name, "lang", tag, "aria-current", "true");
        } else {
            html.element("a", name, "lang", tag, "hreflang", tag, "href", address(each));
        }
    }

    /** This page in that language, about the same version. */
    private String address(Language each) {
        String version = view.own().stream()
                .filter(Column::asked)
                .map(column -> "&version=" + column.name())
                .findFirst()
                .orElse("");
        return "?lang=" + each.name().toLowerCase(Locale.ROOT) + version;
    }

    private void contents() {
        html.open("nav", "class", "contents", "aria-label", Phrase.CONTENTS.in(language))
                .open("ul");
        if (!view.own().isEmpty()) {
            content("lacking", Phrase.LACKING_SHORT);
            content("upgrades", Phrase.UPGRADES_SHORT);
        }
        content("matrix", Phrase.MATRIX);
        if (!view.matrix().releases().isEmpty()) {
            content("between", Phrase.BETWEEN);
        }
        html.close().close();
    }

    private void content(String id, Phrase name) {
        html.open("li").element("a", name.in(language), "href", "#" + id).close();
    }
}
