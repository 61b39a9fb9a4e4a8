package io.wkgate.compat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes a page. Every text and every value of an attribute is escaped here and nowhere else; names of elements and
 * attributes come from the code. What is open is closed in the right order, or the page is never finished.
 */
final class HtmlWriter {

    private static final Set<String> EMPTY = Set.of("meta", "link");

    /** After these a line ends, so that the source can be read. */
    private static final Set<String> BLOCKS = Set.of(
            "head", "title", "header", "nav", "main", "section", "footer", "h1", "h2", "h3", "h4", "p", "ul", "li",
            "dl", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "form", "div", "body");

    private final StringBuilder page = new StringBuilder("<!doctype html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn */
    HtmlWriter open(String element, String... attributes) {
        page.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            page.append('"');
        }
        page.append('>');
        if (EMPTY.contains(element)) {
            page.append('\n');
        } else {
            open.push(element);
        }
        return this;
    }

    HtmlWriter text(String text) {
        escape(text);
        return this;
    }

    /** Closes what was opened last. */
    HtmlWriter close() {
        String element = open.pop();
        page.append("</").append(element).append('>');
        if (BLOCKS.contains(element)) {
            page.append('\n');
        }
        return this;
    }

    /** An element with nothing but a text in it. */
    HtmlWriter element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** The page. */
    String finished() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return page.toString();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
    }
}
