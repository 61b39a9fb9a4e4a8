package io.wkgate.chat.wire;

/** What the versions of the protocol differ in; the lower one of both sides is spoken. */
public final class ProtocolVersion {
    /** What the vendor's current clients say. From 6 on, known to v3 only, message_seq has eight bytes. */
    public static final int CURRENT = 5;

    /** A client of less than this is not told the server's version. */
    static final int TOLD_TO_CLIENTS = 4;

    static final int WITH_NODE = 4;
    static final int WITH_EXPIRE = 3;

    /** The first version whose messages have no stream fields any more. */
    static final int WITHOUT_STREAMS = 5;

    private ProtocolVersion() {}
}
