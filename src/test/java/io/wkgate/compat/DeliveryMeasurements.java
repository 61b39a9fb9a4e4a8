package io.wkgate.compat;

import java.util.List;

final class DeliveryMeasurements {

    private DeliveryMeasurements() {}

    static List<Measurement> all() {
        return List.of();
    }
}
