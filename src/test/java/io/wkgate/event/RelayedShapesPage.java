package io.wkgate.event;

import io.wkgate.config.DestinationSettings.Shape;
import io.wkgate.testing.Recordings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code docs/relayed-shapes.md}, from what was recorded. */
final class RelayedShapesPage {

    private static final String HEAD = """
            # What a receiver gets

            <!-- Made by RelayedShapesTest from src/test/resources/recordings; it says when this page is stale. -->

            A destination with `shape: 1.2` or `shape: 2.x` gets every event as WuKongIM 1.2.6 or 2.2.5 would have written it, whatever
            WuKongIM runs. It was held against real servers: the same calls on each of them, over the API and by clients, and what
            its webhook got for them, field by field. What is in no table here is equal, the order of the fields included; only
            ids, times and the numbers in a channel are another server's own. `shape: asis` gets the very bytes that came.

            | in the shape | 1.2 | 2.x |
            |---|---|---|
            | person channel | the other user's uid, seen from `from_uid` | the same |
            | message to oneself | `u1` | `u1@u1` in msg.notify, `u1` in msg.offline |
            | command | the real channel, `message_seq` 0 | `…____cmd` in msg.notify, the real channel in msg.offline |
            | command to listed users | `<32 hex digits>@tmp`, type 2; the same list has the same digits, on 1.2.6 each send has its own | `<number>____cmd`, type 8 |
            | sent by nobody | `from_uid` empty | empty in msg.notify, `____system` in msg.offline |
            | `to_uids` | each once, without the sender, never compressed | the same |
            | fields that the line does not know | left out | left out |
            | `topic` | only in msg.offline, as on 1.2.6 | where upstream has it |
            | `source_id` | left out: 1.2.6 has no nodes | where upstream has it |

            user.onlinestatus is the same on every line, and other events are handed on untouched. An element that is already in the
            shape keeps its very bytes; so does one that cannot be read. Uids that v1 or v2 compressed are lost: they compress to
            nothing.
            """;

    private final ComparedShapes compared;

    RelayedShapesPage(ComparedShapes compared) {
        this.compared = compared;
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Shape shape : List.of(Shape.ONE, Shape.TWO)) {
            String model = ComparedShapes.model(shape);
            page.append("\n## Shape ")
                    .append(shape)
                    .append("\n\nWhat differs from ")
                    .append(model)
                    .append(":\n\n");
            page.append("| from | event | field | here | ").append(model).append(" | why | messages |\n");
            page.append("|---|---|---|---|---|---|---|\n");
            KnownDifference.all().stream()
                    .filter(known -> known.shape() == shape)
                    .forEach(known -> page.append(row(known)));
            page.append("\nWhat is sent at all is upstream's own, too. For the same calls:\n\n");
            page.append("| from | event | only this one sends it | only ")
                    .append(model)
                    .append(" sends it |\n|---|---|---|---|\n");
            for (String version : Recordings.versions()) {
                for (String event : List.of("msg.notify", "msg.offline")) {
                    page.append(onlyOne(shape, version, event));
                }
            }
        }
        return page.toString();
    }

    private String row(KnownDifference known) {
        Set<String> versions = new LinkedHashSet<>();
        Set<String> events = new TreeSet<>();
        Set<RecordedElement> elements = new LinkedHashSet<>();
        for (String version : Recordings.versions()) {
            for (ShapeDifference found : compared.differences(known.shape(), version)) {
                if (known.covers().test(version, found)) {
                    versions.add(version);
                    events.add(found.event());
                    elements.add(found.element());
                }
            }
        }
        return "| " + String.join(", ", versions) + " | " + String.join(", ", events) + " | " + known.field() + " | "
                + known.here() + " | " + known.model() + " | " + known.why() + " | " + elements.size() + " |\n";
    }

    private String onlyOne(Shape shape, String version, String event) {
        Map<String, String> here = calls(version, event);
        Map<String, String> model = calls(ComparedShapes.model(shape), event);
        Set<String> onlyHere = new LinkedHashSet<>(here.keySet());
        onlyHere.removeAll(model.keySet());
        Set<String> onlyModel = new LinkedHashSet<>(model.keySet());
        onlyModel.removeAll(here.keySet());
        if (onlyHere.isEmpty() && onlyModel.isEmpty()) {
            return "";
        }
        return "| " + version + " | " + event + " | " + titles(onlyHere, here) + " | " + titles(onlyModel, model)
                + " |\n";
    }

    /** By name, those calls that have one. */
    private Map<String, String> calls(String version, String event) {
        Map<String, String> calls = new LinkedHashMap<>();
        for (RecordedElement element : compared.elements(version)) {
            if (element.event().equals(event) && element.call().startsWith("scene: ")) {
                calls.put(element.call(), element.title());
            }
        }
        return calls;
    }

    private static String titles(Set<String> calls, Map<String, String> titles) {
        List<String> sorted =
                new ArrayList<>(calls.stream().map(titles::get).sorted().toList());
        return sorted.isEmpty() ? "–" : sorted.stream().collect(Collectors.joining(", "));
    }
}
