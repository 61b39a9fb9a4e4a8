package io.wkgate.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a rewritten message is not what the model wrote for the same call.
 *
 * @param says what we hand on
 * @param model what the model wrote
 */
record ShapeDifference(RecordedElement element, String field, String says, String model) {

    /** Of the element of the model that is nearest; nothing where the model has none for this call. */
    static Optional<List<ShapeDifference>> of(RecordedElement shaped, List<RecordedElement> model) {
        return model.stream()
                .filter(element -> element.event().equals(shaped.event())
                        && element.call().equals(shaped.call())
                        && (shaped.named() || sameSort(element, shaped)))
                .map(element -> differences(shaped, element))
                .min(Comparator.comparingInt(List::size));
    }

    /**
     * Of calls without a name: a message of the same sort is as good as the same. A msg.offline names its channel on every
     * version, so that the channel is a part of the sort there.
     */
    private static boolean sameSort(RecordedElement one, RecordedElement other) {
        List<String> sort = one.event().equals("msg.offline")
                ? List.of("header", "from_uid", "channel_type", "channel_id")
                : List.of("header", "from_uid", "channel_type");
        return sort.stream().allMatch(field -> one.comparable(field).equals(other.comparable(field)));
    }

    String event() {
        return element.event();
    }

    private static List<ShapeDifference> differences(RecordedElement shaped, RecordedElement model) {
        List<ShapeDifference> differences = new ArrayList<>();
        List<String> names = List.copyOf(shaped.fields().fieldNames());
        List<String> wanted = List.copyOf(model.fields().fieldNames());
        Set<String> all = new LinkedHashSet<>(wanted);
        all.addAll(names);
        for (String field : all) {
            String says = shaped.comparable(field);
            String expected = model.comparable(field);
            if (!says.equals(expected)) {
                differences.add(new ShapeDifference(shaped, field, says, expected));
            }
        }
        List<String> common = names.stream().filter(wanted::contains).toList();
        if (!common.equals(wanted.stream().filter(names::contains).toList())) {
            differences.add(new ShapeDifference(shaped, "order of fields", names.toString(), wanted.toString()));
        }
        return differences;
    }
}
