package io.wkgate.cli;

import java.io.PrintWriter;

/** Tells whoever ends the command with Ctrl-C that the sweep is the gateway's and goes on. */
final class Farewell implements AutoCloseable {

    private final Thread hook;

    private Farewell(Thread hook) {
        this.hook = hook;
    }

    static Farewell of(String sweep, PrintWriter out) {
        Thread hook = new Thread(() -> {
            out.println();
            out.println("sweep " + sweep
                    + " goes on without this command: `wkgate gaps sweeps` shows it, `wkgate gaps cancel " + sweep
                    + "` ends it");
            out.flush();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return new Farewell(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is running.
        }
    }
}
