package io.wkgate.doctor;

import java.util.Optional;

/**
 * Which collations will do.
 *
 * @param own whether the table is wkgate's; another server's collations are its own affair, its characters are not
 */
record TextRule(boolean own) {

    /**
     * How a collation breaks it.
     *
     * @param what behind the name of the table or column, without a full stop
     */
    record Broken(String id, String what, String why) {}

    Optional<Broken> broken(String collation) {
        if (!collation.startsWith("utf8mb4_")) {
            return Optional.of(new Broken(
                    "database.charset",
                    "holds " + collation.replaceFirst("_.*", "") + " (" + collation + ")",
                    "A text with an emoji, or with a rarer Chinese character, is refused and becomes a dead letter."));
        }
        if (own && !collation.endsWith("bin")) {
            return Optional.of(
                    new Broken(
                            "database.collation",
                            "has the collation " + collation,
                            "Ids of users and channels differ by case: Ann and ann become one, and see each other's messages."));
        }
        return Optional.empty();
    }
}
