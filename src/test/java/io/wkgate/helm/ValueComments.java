package io.wkgate.helm;

import io.vertx.core.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What {@code values.yaml} says of its values: a comment that begins with {@code # --} belongs to the key that
 * follows.
 */
final class ValueComments {

    private static final Pattern COMMENT = Pattern.compile(" *# ?(-- )?(.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9_-]*):.*");

    private final Map<String, String> comments = new LinkedHashMap<>();
    private final Object values;

    ValueComments(String yaml) {
        values = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Deque<String> keys = new ArrayDeque<>();
        StringBuilder comment = new StringBuilder();
        for (String line : yaml.lines().toList()) {
            Matcher said = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (said.matches()) {
                comment.append(comment.isEmpty() ? "" : " ").append(said.group(2));
            } else if (key.matches()) {
                while (keys.size() > key.group(1).length() / 2) {
                    keys.removeLast();
                }
                keys.addLast(key.group(2));
                if (!comment.isEmpty()) {
                    comments.put(String.join(".", keys), comment.toString());
                }
                comment.setLength(0);
            }
        }
    }

    /** A row of Markdown for each value that has a comment. */
    String table() {
        StringBuilder table = new StringBuilder("| value | default | |\n|---|---|---|\n");
        comments.forEach((path, comment) -> table.append("| `%s` | %s | %s |%n"
                .replace("%n", "\n")
                .formatted(path, shownDefault(path), comment.replace("|", "\\|"))));
        return table.toString();
    }

    /** Values of which neither they nor a group that they are in says anything. */
    List<String> unexplained() {
        List<String> unexplained = new ArrayList<>();
        leaves("", values, unexplained);
        unexplained.removeIf(
                leaf -> comments.keySet().stream().anyMatch(path -> leaf.equals(path) || leaf.startsWith(path + ".")));
        return unexplained;
    }

    private static void leaves(String path, Object node, List<String> leaves) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, value) -> leaves(path.isEmpty() ? "" + key : path + "." + key, value, leaves));
        } else {
            leaves.add(path);
        }
    }

    private String shownDefault(String path) {
        if (comments.keySet().stream().anyMatch(other -> other.startsWith(path + "."))) {
            return "";
        }
        return "`" + Json.encode(Scenario.at(values, (Object[]) path.split("\\."))) + "`";
    }
}
