package io.wkgate.repair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The scenes of several set-ups, a few at a time: most of an outage is waiting. Each has its result or its failure for the test
 * that is about it. They begin when the first of them is asked for.
 */
final class AtOnce<T> implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Setup> setups;
    private final Play<T> play;
    private final Map<Setup, Future<T>> results = new HashMap<>();

    /** What is played with a set-up. */
    interface Play<T> {
        T with(Setup setup) throws Exception;
    }

    AtOnce(int atATime, List<Setup> setups, Play<T> play) {
        this.threads = Executors.newFixedThreadPool(atATime);
        this.setups = setups;
        this.play = play;
    }

    /** Waits for it. */
    T of(Setup wanted) throws Exception {
        if (results.isEmpty()) {
            for (Setup setup : setups) {
                Callable<T> task = () -> play.with(setup);
                results.put(setup, threads.submit(task));
            }
        }
        try {
            return results.get(wanted).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    /** Nobody waits for what is left. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
