package io.wkgate.upstream;

import io.vertx.core.Vertx;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.testing.EndOf;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulators of one test, all with the manager token that {@link KnownUpstream} sends; they end with the test. */
final class Simulators implements AfterEachCallback {

    private final Vertx vertx = Vertx.vertx();

    Vertx vertx() {
        return vertx;
    }

    Simulator start(Profile profile) {
        return Simulator.start(vertx, SimulatorOptions.of(profile).withManagerToken("geheim"))
                .await();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        EndOf.vertx(vertx);
    }
}
