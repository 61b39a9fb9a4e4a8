package io.wkgate.event;

/** The flags of a message's header. */
public record Header(boolean noPersist, boolean redDot, boolean syncOnce) {

    static final Header NONE = new Header(false, false, false);
}
