package io.wkgate.compat;

import java.util.List;

/** How events reach the webhook, and what is in them. */
final class DeliveryMeasurements {

    private DeliveryMeasurements() {}

    static List<Measurement> all() {
        return List.of(
                new RefusedEvents(),
                new FloodedNotify(),
                new SlowOffline(),
                new GrpcEvents(),
                new KilledServer(),
                new StoppedServer(),
                new OwnQuery(),
                new MessageShapes(),
                new CommandShapes(),
                new OfflineShapes(),
                new CompressedUids(),
                new StreamMessages(),
                new LargePayloads());
    }
}
