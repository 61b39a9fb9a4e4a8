package io.wkgate.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables that scripts make, read from the scripts themselves, so that nobody has to write them down a second time. It knows
 * {@code CREATE TABLE} and {@code ALTER TABLE … MODIFY COLUMN} as the scripts beside it write them, and refuses anything else: a
 * table that is misread is worse.
 */
final class ScriptTables {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    private static final Pattern TABLE =
            Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?`?(\\w+)`?\\s*\\((.*)\\)([^)]*)", FLAGS);

    private static final Pattern COPY =
            Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?`?(\\w+)`? LIKE `?(\\w+)`?", FLAGS);

    private static final Pattern MODIFIED = Pattern.compile("ALTER TABLE `?(\\w+)`?\\s+MODIFY COLUMN\\s+(.*)", FLAGS);

    private static final Pattern ENGINE = Pattern.compile("\\bENGINE\\s*=\\s*(\\w+)", FLAGS);
    private static final Pattern COLLATE = Pattern.compile("\\bCOLLATE\\s*=\\s*(\\w+)", FLAGS);

    private static final Pattern KEY =
            Pattern.compile("(PRIMARY |UNIQUE )?KEY\\s+(?:`?(\\w+)`?\\s*)?\\((.*?)\\)(?:\\s+COMMENT\\s.*)?", FLAGS);

    private static final String NO_COLUMN =
            "(?!(?:CONSTRAINT|CHECK|FOREIGN|INDEX|FULLTEXT|SPATIAL|KEY|PRIMARY|UNIQUE)\\b)";

    private static final Pattern COLUMN =
            Pattern.compile(NO_COLUMN + "`?(\\w+)`?\\s+(\\w+(?:\\(\\d+\\))?(?:\\s+UNSIGNED)?)(?![\\w(])(.*)", FLAGS);

    private static final Pattern COMMENT = Pattern.compile("\\bCOMMENT\\s+'(?:[^']|'')*'", FLAGS);

    private static final Pattern FALLBACK =
            Pattern.compile("\\bDEFAULT\\s+(?:'((?:[^']|'')*)'|(-?[\\w.]+(?:\\(\\d*\\))?))", FLAGS);

    private ScriptTables() {}

    /**
     * @param script perhaps several, one after the other
     * @throws IllegalStateException if it does something else too
     */
    static List<TableShape> in(String script) {
        Map<String, TableShape> tables = new LinkedHashMap<>();
        for (String statement : split(withoutComments(script), ';')) {
            Matcher modified = MODIFIED.matcher(statement);
            if (modified.matches()) {
                // Where another script makes the table there is nothing to change here.
                tables.computeIfPresent(
                        modified.group(1).toLowerCase(Locale.ROOT),
                        (name, table) -> modified(table, modified.group(2)));
                continue;
            }
            Matcher copy = COPY.matcher(statement);
            TableShape source = copy.matches() ? tables.get(copy.group(2).toLowerCase(Locale.ROOT)) : null;
            TableShape table = source == null ? table(statement) : copy(copy.group(1), source);
            tables.put(table.name(), table);
        }
        return List.copyOf(tables.values());
    }

    private static TableShape copy(String name, TableShape of) {
        return new TableShape(
                name.toLowerCase(Locale.ROOT), of.engine(), of.collation(), of.columns(), of.keys(), of.statement());
    }

    private static TableShape modified(TableShape table, String definition) {
        ColumnShape now = column(matched(COLUMN, definition), table.collation());
        return new TableShape(
                table.name(),
                table.engine(),
                table.collation(),
                table.columns().stream()
                        .map(column -> column.name().equals(now.name()) ? now : column)
                        .toList(),
                table.keys(),
                table.statement());
    }

    private static TableShape table(String statement) {
        Matcher table = matched(TABLE, statement);
        String collation = found(COLLATE, table.group(3));
        List<ColumnShape> columns = new ArrayList<>();
        List<KeyShape> keys = new ArrayList<>();
        for (String part : split(table.group(2), ',')) {
            Matcher key = KEY.matcher(part);
            if (key.matches()) {
                keys.add(key(key));
            } else {
                columns.add(column(matched(COLUMN, part), collation));
            }
        }
        return new TableShape(
                table.group(1).toLowerCase(Locale.ROOT),
                found(ENGINE, table.group(3)),
                collation,
                columns,
                keys,
                statement.replaceAll("\\s+", " "));
    }

    private static KeyShape key(Matcher key) {
        String kind = key.group(1) == null ? "" : key.group(1).strip().toUpperCase(Locale.ROOT);
        boolean primary = kind.equals("PRIMARY");
        return new KeyShape(
                primary ? KeyShape.PRIMARY : key.group(2).toLowerCase(Locale.ROOT),
                primary || kind.equals("UNIQUE"),
                Stream.of(key.group(3).split(","))
                        .map(column -> column.replace("`", "").strip().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static ColumnShape column(Matcher column, String collation) {
        String type = column.group(2).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        String behind = column.group(3).strip().replaceAll("\\s+", " ");
        String plain = COMMENT.matcher(behind).replaceAll("").toUpperCase(Locale.ROOT);
        boolean text = type.contains("char") || type.contains("text");
        return new ColumnShape(
                column.group(1).toLowerCase(Locale.ROOT),
                type,
                !plain.contains("NOT NULL"),
                fallback(plain),
                plain.contains("AUTO_INCREMENT"),
                text ? collation : "",
                behind);
    }

    private static Optional<String> fallback(String plain) {
        Matcher fallback = FALLBACK.matcher(plain);
        if (!fallback.find()) {
            return Optional.empty();
        }
        String value = fallback.group(1) == null ? fallback.group(2) : fallback.group(1);
        return Optional.of(value.toLowerCase(Locale.ROOT));
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("cannot tell which tables this makes: " + text);
        }
        return matcher;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in: " + text);
        }
        return matcher.group(1);
    }

    private static String withoutComments(String script) {
        return script.replaceAll("(?m)^\\s*--.*$", "");
    }

    /** At the separators that stand in no quotes and no brackets. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == separator && depth == 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        parts.add(text.substring(from).strip());
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }
}
