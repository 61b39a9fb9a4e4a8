package io.wkgate.revoke;

/** What came of retrying or cancelling a revoke. */
public sealed interface Change {

    /** Done. */
    record Changed(Revoke revoke) implements Change {}

    /** It is in a state in which that makes no sense. */
    record NotPossible(RevokeState state) implements Change {}

    /** There is none of that id. */
    record Unknown() implements Change {}
}
