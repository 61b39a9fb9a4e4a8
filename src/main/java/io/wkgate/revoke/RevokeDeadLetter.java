package io.wkgate.revoke;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Refusal;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.Statement;

/** A revoke that was given up, among the dead letters. Its bytes name it, so that replaying it retries the revoke. */
final class RevokeDeadLetter {

    private RevokeDeadLetter() {}

    static Statement of(Revoke revoke, String reason) {
        return DeadLetters.insert(letter(revoke, reason));
    }

    static Statement discard(Revoke revoke) {
        return DeadLetters.delete(letter(revoke, ""));
    }

    private static NewDeadLetter letter(Revoke revoke, String reason) {
        Buffer bytes = new JsonObject()
                .put("revoke_id", Long.toString(revoke.id()))
                .put("message_id", Long.toString(revoke.messageId()))
                .toBuffer();
        return NewDeadLetter.ofRevoke(new Refusal("revoke", reason), bytes);
    }
}
