package io.wkgate.chat;

/** The server answered a CONNECT with another reason than success. */
public final class ChatRefused extends RuntimeException {
    private final int reason;

    ChatRefused(String uid, int reason) {
        super(uid + " may not connect, reason " + reason);
        this.reason = reason;
    }

    public int reason() {
        return reason;
    }
}
