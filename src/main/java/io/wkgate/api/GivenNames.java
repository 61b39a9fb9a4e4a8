package io.wkgate.api;

import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import java.util.List;
import java.util.Optional;

/**
 * How users are called, as the caller says.
 *
 * @param entries each {@code uid:name}
 */
record GivenNames(List<String> entries) {

    static GivenNames read(Input input) {
        List<String> entries = input.texts("name");
        for (String entry : entries) {
            if (entry.indexOf(':') < 1) {
                throw new BadInput("name", "not uid:name");
            }
        }
        return new GivenNames(entries);
    }

    /** The name of a user, whose uid may hold a colon as well as any name may. */
    Optional<String> of(String uid) {
        String prefix = uid + ":";
        return entries.stream()
                .filter(entry -> entry.length() > prefix.length() && entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .findFirst();
    }
}
