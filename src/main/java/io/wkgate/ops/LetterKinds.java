package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.NewDeadLetter.Kind;
import io.wkgate.store.NewDeadLetter.Part;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** Dead letters of whatever kind; what can be done with one, its kind knows. */
final class LetterKinds {

    private final DeadLetters letters;
    private final LetterKind messages;
    private final LetterKind deliveries;
    private final LetterKind revokes;

    LetterKinds(DeadLetters letters, LetterKind messages, LetterKind deliveries, LetterKind revokes) {
        this.letters = letters;
        this.messages = messages;
        this.deliveries = deliveries;
        this.revokes = revokes;
    }

    Future<LetterAnswer> replay(long id) {
        return change(id, LetterKind::replay);
    }

    Future<LetterAnswer> drop(long id) {
        return change(id, LetterKind::drop);
    }

    private Future<LetterAnswer> change(long id, BiFunction<LetterKind, DeadLetter, Future<LetterAnswer>> action) {
        return letters.find(id)
                .compose(found -> found.map(letter -> action.apply(kind(letter), letter))
                        .orElseGet(() -> Future.succeededFuture(new LetterAnswer.Gone())));
    }

    /** One with its bytes and what its kind adds; nothing if there is none of that id. */
    Future<Optional<JsonObject>> show(long id) {
        return letters.find(id)
                .compose(found -> found.map(letter -> kind(letter)
                                .details(letter)
                                .map(details -> Optional.of(DeadLetterJson.of(letter)
                                        .put("bytes", letter.bytes().getBytes())
                                        .mergeIn(details))))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private LetterKind kind(DeadLetter letter) {
        return switch (Kind.valueOf(letter.kind().toUpperCase(Locale.ROOT))) {
            case MESSAGE -> messages;
            // Without a delivery of its own it is an event that was too large to be kept: its body is tried once more.
            case DELIVERY -> letter.part() == Part.BODY ? messages : deliveries;
            case REVOKE -> revokes;
        };
    }

    /** Deletes a dead letter that stands for nothing but itself. */
    static Future<LetterAnswer> discard(DeadLetters letters, DeadLetter letter) {
        return letters.discard(letter.id())
                .map(there -> there ? new LetterAnswer.Done(new JsonObject()) : new LetterAnswer.Gone());
    }

    /** The id that a dead letter's JSON tells; 0, which is nobody's, if it tells none. */
    static long named(DeadLetter letter, String name) {
        try {
            Object id = new JsonObject(letter.bytes()).getValue(name);
            return id == null ? 0 : Long.parseLong(id.toString());
        } catch (DecodeException | NumberFormatException e) {
            return 0;
        }
    }
}
