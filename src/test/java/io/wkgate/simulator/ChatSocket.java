package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.wkgate.chat.wire.ConnackPacket;
import io.wkgate.chat.wire.ConnectPacket;
import io.wkgate.chat.wire.Frame;
import io.wkgate.chat.wire.FrameAssembler;
import io.wkgate.chat.wire.FrameType;
import io.wkgate.chat.wire.RecvPacket;
import io.wkgate.chat.wire.RecvackPacket;
import io.wkgate.chat.wire.SessionCipher;
import io.wkgate.chat.wire.SessionKeyPair;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The server's side of one client's connection. */
final class ChatSocket {
    private static final int SALT_LENGTH = 16;

    private final ServerWebSocket socket;
    private final int newestVersion;
    private final Function<ConnectPacket, Presence.Connection> connected;
    private final FrameAssembler assembler = new FrameAssembler();
    private final Set<Long> unacknowledged = new HashSet<>();
    private Optional<Session> session = Optional.empty();

    /** What was agreed on with the CONNECT. */
    private record Session(ConnectPacket client, Presence.Connection connection, int version, SessionCipher cipher) {}

    /** @param connected told when the client has introduced itself */
    ChatSocket(ServerWebSocket socket, int newestVersion, Function<ConnectPacket, Presence.Connection> connected) {
        this.socket = socket;
        this.newestVersion = newestVersion;
        this.connected = connected;
    }

    void take(Buffer bytes) {
        for (Frame frame : assembler.take(bytes)) {
            if (frame.type() == FrameType.CONNECT && session.isEmpty()) {
                connect(ConnectPacket.read(frame));
            } else if (session.isEmpty()) {
                socket.close();
            } else {
                take(frame);
            }
        }
    }

    void send(RecvPacket packet) {
        session.ifPresent(agreed -> {
            unacknowledged.add(packet.messageId());
            write(packet.sealed(agreed.cipher()).frame(agreed.version()));
        });
    }

    boolean isOf(String uid) {
        return session.map(agreed -> agreed.client().uid().equals(uid)).orElse(false);
    }

    boolean isOf(String uid, int deviceFlag) {
        return isOf(uid) && session.get().client().deviceFlag() == deviceFlag;
    }

    boolean isSameDevice(ConnectPacket other) {
        return isOf(other.uid(), other.deviceFlag())
                && session.get().client().deviceId().equals(other.deviceId());
    }

    Optional<Presence.Connection> connection() {
        return session.map(Session::connection);
    }

    void close() {
        socket.close();
    }

    private void take(Frame frame) {
        switch (frame.type()) {
            case PING -> write(Frame.pong());
            case RECVACK -> unacknowledged.remove(RecvackPacket.read(frame).messageId());
            case DISCONNECT -> socket.close();
            default -> {
                // Nothing else is simulated: tests send over the API.
            }
        }
    }

    private void connect(ConnectPacket client) {
        int version = Math.min(client.version(), newestVersion);
        SessionKeyPair keys = new SessionKeyPair();
        String salt = UUID.randomUUID().toString().replace("-", "").substring(0, SALT_LENGTH);
        SessionCipher cipher = keys.agree(client.clientKey(), salt);
        long ahead = System.currentTimeMillis() - client.clientTimestamp();
        write(new ConnackPacket(version, ahead, ConnackPacket.SUCCESS, keys.publicKey(), salt, 1)
                .frame(client.version()));
        session = Optional.of(new Session(client, connected.apply(client), version, cipher));
    }

    private void write(Frame frame) {
        socket.writeBinaryMessage(frame.encode());
    }
}
