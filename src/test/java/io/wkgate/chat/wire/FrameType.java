package io.wkgate.chat.wire;

/** The kinds of frames; their order is their number on the wire. */
public enum FrameType {
    RESERVED,
    CONNECT,
    CONNACK,
    SEND,
    SENDACK,
    RECV,
    RECVACK,
    PING,
    PONG,
    DISCONNECT,
    SUB,
    SUBACK,
    EVENT;

    /** A ping and a pong are one byte, without a length. */
    boolean hasLength() {
        return this != PING && this != PONG;
    }
}
