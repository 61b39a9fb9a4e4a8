package io.wkgate.store;

import io.vertx.mysqlclient.MySQLException;

/**
 * Why a statement failed only because another one was at the same rows. The database is well, and the same transaction, done
 * once more, may succeed; which of them are worth that is for each caller to say.
 */
public enum LostToAnother {
    /** Each waited for the other; the transaction of the one that lost is rolled back. */
    DEADLOCK(1213),

    /** A lock was held for too long. Only the statement is rolled back, and the next try may wait as long again. */
    LOCK_WAIT(1205),

    /** Somebody added a row of the same key just now. */
    DUPLICATE(1062);

    private final int code;

    LostToAnother(int code) {
        this.code = code;
    }

    /** Whether that is the reason. */
    public boolean is(Throwable failure) {
        return failure instanceof MySQLException fault && fault.getErrorCode() == code;
    }
}
