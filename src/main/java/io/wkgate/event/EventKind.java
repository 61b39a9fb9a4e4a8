package io.wkgate.event;

/** What an event speaks of. WuKongIM names it in the query of its webhook ({@code ?event=…}) or in gRPC's {@code event}. */
public enum EventKind {
    /** A JSON array of what was sent: messages, commands and transients. */
    MSG_NOTIFY("msg.notify"),
    /** One message with the users to whom it could not be delivered at once. */
    MSG_OFFLINE("msg.offline"),
    /** A JSON array of texts, each one user's device going online or offline. */
    USER_ONLINESTATUS("user.onlinestatus"),
    /** A kind that this version of wkgate does not know; it is accepted untouched. */
    OTHER("other");

    private final String wireName;

    EventKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire; for {@link #OTHER} a stand-in, fit for a metric's label. */
    public String wireName() {
        return wireName;
    }

    public static EventKind of(String wireName) {
        for (EventKind kind : values()) {
            if (kind != OTHER && kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        return OTHER;
    }
}
