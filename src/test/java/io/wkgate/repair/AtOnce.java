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
 * that is about it.
 */
final class AtOnce<T> implements AutoCloseable {

    private final Map<Setup, Future<T>> results = new HashMap<>();
    private final ExecutorService threads;

    /** What is played with a set-up. */
    interface Play<T> {
        T with(Setup setup) throws Exception;
    }

    AtOnce(int atATime, List<Setup> setups, Play<T> play) {
        threads = Executors.newFixedThreadPool(atATime);
        for (Setup setup : setups) {
            Callable<T> task = () -> play.with(setup);
            results.put(setup, threads.submit(task));
        }
    }

    /** Waits for it. */
    T of(Setup setup) throws Exception {
        try {
            return results.get(setup).get();
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
