package io.wkgate.outage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The promise: killing the gateway in the middle of a stream and starting it again at once costs no message. */
class GatewayKillTest {

    /** Upstream's five seconds of patience made twenty: a slow machine may take longer than five to start a JVM. */
    private static final double TIME_SCALE = 4;

    @Test
    void noMessageIsLostAndNoneIsThereTwice() throws Exception {
        Outcome outcome =
                GatewayKill.run((which, webhook) -> new SimulatedUpstream(which.version(), webhook, TIME_SCALE));

        assertThat(outcome.sent()).isGreaterThanOrEqualTo(300);
        assertThat(outcome).isEqualTo(new Outcome(outcome.sent(), 0, outcome.sent(), 0));
    }
}
