package io.wkgate.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The same call made many times, several at once. */
final class AtOnce {
    private AtOnce() {}

    /** Makes them all and waits for the last. */
    static <T> List<T> run(int callers, int calls, IntFunction<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int place = 0; place < calls; place++) {
                int number = place;
                tasks.add(() -> call.apply(number));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                answers.add(done.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
