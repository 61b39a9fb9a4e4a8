package io.wkgate.cli;

import java.util.List;
import java.util.function.Function;

/** The same for some things, one after the other. */
final class OneByOne {

    private OneByOne() {}

    /**
     * Prints what became of each; what cannot be done is told in a sentence, and the rest is done.
     *
     * @return the exit code
     */
    static <T> int run(List<T> things, Function<T, String> action) {
        int refused = 0;
        for (T thing : things) {
            try {
                System.out.println(thing + ": " + action.apply(thing));
            } catch (CommandException e) {
                refused++;
                System.out.println(thing + ": " + e.getMessage());
            }
        }
        return refused == 0 ? 0 : 1;
    }
}
