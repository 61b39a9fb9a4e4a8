package io.wkgate.simulator;

import io.vertx.core.http.ServerWebSocket;
import io.wkgate.chat.wire.ConnectPacket;
import io.wkgate.chat.wire.RecvPacket;
import java.util.ArrayList;
import java.util.List;

/** The connected chat clients of one running server. Used only on its event loop. */
final class ChatSockets {
    private final Profile profile;
    private final Presence presence;
    private final List<ChatSocket> sockets = new ArrayList<>();
    private boolean gone;

    ChatSockets(Profile profile, Presence presence) {
        this.profile = profile;
        this.presence = presence;
    }

    void accept(ServerWebSocket webSocket) {
        ChatSocket socket = new ChatSocket(webSocket, profile.view().protocolVersion(), this::connected);
        sockets.add(socket);
        webSocket.handler(socket::take);
        webSocket.closeHandler(closed -> closed(socket));
    }

    void send(String uid, RecvPacket packet) {
        sockets.stream().filter(socket -> socket.isOf(uid)).forEach(socket -> socket.send(packet));
    }

    /** Ends the connections of all devices of a kind of a user. */
    void close(String uid, int deviceFlag) {
        sockets.stream().filter(socket -> socket.isOf(uid, deviceFlag)).forEach(ChatSocket::close);
    }

    /** From now on it tells nobody's absence: the server itself is going. */
    void forget() {
        gone = true;
    }

    /** A device that connects again takes its old connection's place, without a word to it (token check off). */
    private Presence.Connection connected(ConnectPacket client) {
        List<ChatSocket> old =
                sockets.stream().filter(socket -> socket.isSameDevice(client)).toList();
        old.forEach(this::closed);
        if (!profile.has(Trait.LEAVES_REPLACED_CONNECTIONS_OPEN)) {
            old.forEach(ChatSocket::close);
        }
        return presence.connect(client.uid(), client.deviceFlag());
    }

    private void closed(ChatSocket socket) {
        sockets.remove(socket);
        if (!gone) {
            socket.connection().ifPresent(presence::disconnect);
        }
    }
}
