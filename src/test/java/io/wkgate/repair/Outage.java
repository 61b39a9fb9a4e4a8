package io.wkgate.repair;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What is away in the middle of the traffic. */
enum Outage {
    DATABASE("database stopped"),
    GATEWAY_KILLED("gateway killed"),
    GATEWAY_TERMINATED("gateway told to end");

    private final String words;

    Outage(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    void begin(Stage stage) throws Exception {
        switch (this) {
            case DATABASE -> {
                stage.proxy().refuse(true);
                stage.server().kill();
                stage.proxy().cutConnections();
                // Out of reach for as long as the outage is to last, so that it is exact on any machine.
                stage.server().restart();
            }
            case GATEWAY_KILLED -> stage.gateway().kill();
            case GATEWAY_TERMINATED -> stage.gateway().terminate();
        }
    }

    void end(Stage stage) throws Exception {
        switch (this) {
            case DATABASE -> stage.proxy().refuse(false);
            case GATEWAY_KILLED, GATEWAY_TERMINATED -> stage.gateway().restart();
        }
    }

    /** A moment of this scene; it passes also on a machine that is busy. */
    static void pass(Duration time) {
        if (time.isNegative()) {
            return;
        }
        long begin = System.nanoTime();
        await().atMost(time.plus(Stage.LIMIT))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> System.nanoTime() - begin >= time.toNanos());
    }
}
