package io.wkgate.compat;

import java.util.List;

/** How a revoke reaches whom, and what is in its way. */
final class RevokeMeasurements {

    private RevokeMeasurements() {}

    static List<Measurement> all() {
        return List.of(
                new RevokeSceneMeasurement(() -> List.of(
                        new SendAnswers(),
                        new GroupRevokes(),
                        new PersonRevokes(),
                        new SubscriberRevokes(),
                        new SenderRevokes(),
                        new CommandEchoes(),
                        new RepeatedSends(),
                        new CommandBindings())),
                new GatewayRevokes());
    }
}
