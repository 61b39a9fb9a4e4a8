package io.wkgate.intake;

import io.wkgate.event.EventKind;

/**
 * Which events may wait for a database that is away.
 *
 * <p>msg.notify and user.onlinestatus always may: upstream sends them one at a time. msg.offline comes once, many at once,
 * over the same few connections; holding it starves the chat messages (v2.2.5 over gRPC dropped 27 of 600 for good,
 * upstream.md "Holding msg.offline starves msg.notify"). So over HTTP a few may wait, over gRPC none.
 *
 * <p>Not thread-safe: the group commit's context owns it.
 */
final class HoldingLine {

    private static final int OTHERS_OVER_HTTP = 32;

    private int others;

    /** Whether this event may wait; if so, {@link #leave} must follow. */
    boolean enter(EventKind kind, Transport transport) {
        if (alwaysHeld(kind)) {
            return true;
        }
        if (transport == Transport.GRPC || others >= OTHERS_OVER_HTTP) {
            return false;
        }
        others++;
        return true;
    }

    void leave(EventKind kind) {
        if (!alwaysHeld(kind)) {
            others--;
        }
    }

    private static boolean alwaysHeld(EventKind kind) {
        return switch (kind) {
            case MSG_NOTIFY, USER_ONLINESTATUS -> true;
            case MSG_OFFLINE, OTHER -> false;
        };
    }
}
