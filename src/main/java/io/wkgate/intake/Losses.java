package io.wkgate.intake;

/** Told when upstream may have dropped messages that it had for us. Thread-safe, never blocks or throws. */
@FunctionalInterface
public interface Losses {

    /** Nobody cares. */
    Losses NONE = reason -> {};

    /**
     * A msg.notify was answered with something else than 200, or WuKongIM hung up before it was. A call with a wrong token
     * is none.
     *
     * @param reason for people: {@code the database was away}
     */
    void mayHaveLost(String reason);

    /** A msg.notify came, whatever became of it. */
    default void notifyCame() {}
}
