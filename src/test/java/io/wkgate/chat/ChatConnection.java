package io.wkgate.chat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.chat.wire.ConnackPacket;
import io.wkgate.chat.wire.ConnectPacket;
import io.wkgate.chat.wire.DisconnectPacket;
import io.wkgate.chat.wire.Frame;
import io.wkgate.chat.wire.FrameAssembler;
import io.wkgate.chat.wire.ProtocolVersion;
import io.wkgate.chat.wire.RecvPacket;
import io.wkgate.chat.wire.RecvackPacket;
import io.wkgate.chat.wire.SessionCipher;
import io.wkgate.chat.wire.SessionKeyPair;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One connection of a client, from its CONNECT to its end; takes and acknowledges every message. */
final class ChatConnection implements WebSocket.Listener {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SessionKeyPair keys = new SessionKeyPair();
    private final FrameAssembler assembler = new FrameAssembler();
    private final ChatIdentity identity;
    private final Consumer<ReceivedMessage> messages;
    private final CompletableFuture<ConnackPacket> connack = new CompletableFuture<>();
    private final CompletableFuture<DisconnectPacket> ended = new CompletableFuture<>();
    private CompletableFuture<WebSocket> lastSent = new CompletableFuture<>();
    private volatile SessionCipher cipher;
    private volatile int pongs;

    private ChatConnection(ChatIdentity identity, Consumer<ReceivedMessage> messages) {
        this.identity = identity;
        this.messages = messages;
    }

    /** Connects and waits for the server's answer. */
    static ChatConnection open(HttpClient client, URI address, ChatIdentity identity, Consumer<ReceivedMessage> to) {
        ChatConnection connection = new ChatConnection(identity, to);
        try {
            client.newWebSocketBuilder()
                    .connectTimeout(LIMIT)
                    .buildAsync(address, connection)
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            ConnackPacket answer = connection.connack.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (answer.reason() != ConnackPacket.SUCCESS) {
                throw new ChatRefused(identity.uid(), answer.reason());
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            connection.close();
            throw new IllegalStateException("no connection for " + identity.uid() + " to " + address, e);
        }
    }

    /** Done when the connection is gone; holds what the server gave as its reason, 0 if it said nothing. */
    CompletableFuture<DisconnectPacket> ended() {
        return ended;
    }

    int pongs() {
        return pongs;
    }

    int protocolVersion() {
        return connack.join().serverVersion();
    }

    void ping() {
        send(Frame.ping());
    }

    void close() {
        synchronized (this) {
            lastSent.thenAccept(WebSocket::abort);
        }
        end();
    }

    @Override
    public void onOpen(WebSocket socket) {
        synchronized (this) {
            lastSent.complete(socket);
        }
        send(new ConnectPacket(
                        ProtocolVersion.CURRENT,
                        identity.deviceFlag(),
                        identity.deviceId(),
                        identity.uid(),
                        identity.token(),
                        System.currentTimeMillis(),
                        keys.publicKey())
                .frame());
        socket.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        assembler.take(Buffer.buffer(bytes)).forEach(this::handle);
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        connack.completeExceptionally(error);
        end();
    }

    private void handle(Frame frame) {
        switch (frame.type()) {
            case CONNACK -> welcomed(ConnackPacket.read(frame, ProtocolVersion.CURRENT));
            case RECV -> received(RecvPacket.read(frame, protocolVersion()));
            case PONG -> pongs++;
            case DISCONNECT -> ended.complete(DisconnectPacket.read(frame));
            default -> {
                // Nothing else is for a client that never sends.
            }
        }
    }

    private void welcomed(ConnackPacket packet) {
        if (packet.reason() == ConnackPacket.SUCCESS) {
            cipher = keys.agree(packet.serverKey(), packet.salt());
        }
        connack.complete(packet);
    }

    private void received(RecvPacket packet) {
        messages.accept(ReceivedMessage.of(packet, packet.opened(cipher)));
        send(new RecvackPacket(packet.messageId(), packet.messageSeq()).frame(packet.flags()));
    }

    /** A WebSocket takes the next message only when the one before is out. */
    private synchronized void send(Frame frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame.encode().getBytes());
        lastSent = lastSent.thenCompose(socket -> socket.sendBinary(bytes, true));
    }

    private void end() {
        connack.completeExceptionally(new IllegalStateException("the connection ended before its CONNACK"));
        ended.complete(new DisconnectPacket(0, ""));
    }
}
