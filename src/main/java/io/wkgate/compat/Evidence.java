package io.wkgate.compat;

import java.time.LocalDate;

/** From what a cell is known. */
public sealed interface Evidence {

    /** When it was measured, recorded, or last seen to pass. */
    LocalDate on();

    /**
     * Bytes of a real server.
     *
     * @param file below the folder of recordings, such as {@code v2.0.4/webhooks.jsonl}
     */
    record Recording(String file, LocalDate on) implements Evidence {}

    /**
     * A run against a real server, kept in the repository.
     *
     * @param file such as {@code docs/real-runs/compat/v2.0.4.json}
     */
    record RealRun(String file, LocalDate on) implements Evidence {}

    /**
     * A test that runs with every build.
     *
     * @param name the class, and after {@code #} its method, such as {@code io.wkgate.relay.OrderTest}
     */
    record Test(String name, LocalDate on) implements Evidence {}
}
