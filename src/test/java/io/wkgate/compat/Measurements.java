package io.wkgate.compat;

import java.util.List;
import java.util.stream.Stream;

/** All that there are. */
final class Measurements {

    private Measurements() {}

    static List<Measurement> all() {
        return Stream.of(DeliveryMeasurements.all(), CallMeasurements.all(), RevokeMeasurements.all())
                .flatMap(List::stream)
                .toList();
    }
}
