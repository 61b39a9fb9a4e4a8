package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.wkgate.revoke.Change;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.store.DeadLetter;

/** Replays the dead letter of a revoke: the revoke is tried again, which takes the letter away. */
final class RevokeReplay {

    /** The kind of such a dead letter. */
    static final String KIND = "revoke";

    private final RevokeDesk desk;

    RevokeReplay(RevokeDesk desk) {
        this.desk = desk;
    }

    /** What became of the revoke. */
    Future<Change> run(DeadLetter letter) {
        return desk.retry(revokeId(letter), "ops");
    }

    /** 0, which is no revoke's id, if the letter does not tell. */
    private static long revokeId(DeadLetter letter) {
        try {
            return Long.parseLong(new JsonObject(letter.bytes()).getString("revoke_id", "0"));
        } catch (DecodeException | NumberFormatException e) {
            return 0;
        }
    }
}
