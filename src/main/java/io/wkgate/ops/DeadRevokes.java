package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.revoke.Change;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetters;

/** Dead letters of revokes: a replay tries the revoke again, which takes the letter away; a dropped one leaves it dead. */
final class DeadRevokes implements LetterKind {

    private final DeadLetters letters;
    private final RevokeDesk desk;

    DeadRevokes(DeadLetters letters, RevokeDesk desk) {
        this.letters = letters;
        this.desk = desk;
    }

    @Override
    public Future<LetterAnswer> replay(DeadLetter letter) {
        return desk.retry(LetterKinds.named(letter, "revoke_id"), "ops").map(DeadRevokes::answer);
    }

    private static LetterAnswer answer(Change change) {
        if (change instanceof Change.Changed changed) {
            return new LetterAnswer.Done(new JsonObject()
                    .put("state", changed.revoke().state().label())
                    .put("revoke_id", Long.toString(changed.revoke().id())));
        }
        return new LetterAnswer.Refused(
                change instanceof Change.NotPossible refused
                        ? "the revoke is " + refused.state().label()
                        : "there is no such revoke any more");
    }

    @Override
    public Future<LetterAnswer> drop(DeadLetter letter) {
        return LetterKinds.discard(letters, letter);
    }
}
