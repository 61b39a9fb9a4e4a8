package io.wkgate.event;

import io.wkgate.config.DestinationSettings.Shape;
import io.wkgate.testing.Recordings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every message that was recorded of every version, rewritten and held against the one of the model. */
final class ComparedShapes {

    private final Map<String, List<RecordedElement>> elements = new HashMap<>();
    private final Map<Shape, Map<String, List<ShapeDifference>>> differences = new EnumMap<>(Shape.class);

    ComparedShapes() {
        Recordings.versions().forEach(version -> elements.put(version, RecordedElement.all(version)));
        for (Shape shape : List.of(Shape.ONE, Shape.TWO)) {
            Map<String, List<ShapeDifference>> byVersion = new HashMap<>();
            Recordings.versions().forEach(version -> byVersion.put(version, compare(shape, version)));
            differences.put(shape, byVersion);
        }
    }

    /** The version whose bodies a shape is. */
    static String model(Shape shape) {
        return shape == Shape.ONE ? "v1.2.6" : "v2.2.5";
    }

    List<RecordedElement> elements(String version) {
        return elements.get(version);
    }

    List<ShapeDifference> differences(Shape shape, String version) {
        return differences.get(shape).get(version);
    }

    private List<ShapeDifference> compare(Shape shape, String version) {
        return elements(version).stream()
                .map(element -> ShapeDifference.of(element.shaped(shape), elements(model(shape))))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
    }
}
