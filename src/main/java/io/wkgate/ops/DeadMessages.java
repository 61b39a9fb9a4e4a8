package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.intake.Replay;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetters;

/** Dead letters of what came and could not be stored: replayed once their cause is mended. */
final class DeadMessages implements LetterKind {

    private final DeadLetters letters;
    private final Replay replay;

    DeadMessages(DeadLetters letters, Replay replay) {
        this.letters = letters;
        this.replay = replay;
    }

    @Override
    public Future<LetterAnswer> replay(DeadLetter letter) {
        return replay.run(letter.id())
                .map(found -> found.map(DeadMessages::answer).orElseGet(LetterAnswer.Gone::new));
    }

    private static LetterAnswer answer(Replay.Result result) {
        if (result instanceof Replay.Result.Stored stored) {
            return new LetterAnswer.Done(new JsonObject().put("state", "stored").put("messages", stored.messages()));
        }
        return new LetterAnswer.Refused("still refused, " + ((Replay.Result.StillRefused) result).refusal());
    }

    @Override
    public Future<LetterAnswer> drop(DeadLetter letter) {
        return LetterKinds.discard(letters, letter);
    }
}
