package io.wkgate.revoke;

import java.util.List;

/** What became of a request to revoke. */
public sealed interface RevokeAnswer {

    /**
     * The messages are marked and what remains will be done.
     *
     * @param revokes one for each stored copy of the message
     */
    record Accepted(List<Revoke> revokes) implements RevokeAnswer {}

    /**
     * A rule forbids it.
     *
     * @param rule its name, for programs
     * @param detail a sentence
     */
    record Forbidden(String rule, String detail) implements RevokeAnswer {}

    /** The message exists nowhere. */
    record NotFound(String detail) implements RevokeAnswer {}

    /** It is nothing that can be revoked, such as a command. */
    record Impossible(String detail) implements RevokeAnswer {}

    /** The request contradicts itself or lacks something. */
    record Invalid(String field, String detail) implements RevokeAnswer {}

    /**
     * It cannot be said now: the database or upstream did not answer, perhaps after the commit. Asked again, it is the same
     * revoke.
     */
    record Unavailable(String detail) implements RevokeAnswer {}
}
