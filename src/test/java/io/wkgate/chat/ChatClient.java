package io.wkgate.chat;

import io.wkgate.chat.wire.DisconnectPacket;
import io.wkgate.testing.PlainHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A user's device, a new one for each client, that is connected to WuKongIM over WebSocket and remembers every message that it receives.
 *
 * <p>Safe to read from any thread. A client that {@linkplain #connectAndStay stays} connects again whenever its
 * connection breaks, until it is closed or kicked, and still has what it received before.
 */
public final class ChatClient implements AutoCloseable {
    public static final int APP = 0;
    public static final int WEB = 1;
    public static final int PC = 2;

    private static final Duration PING_INTERVAL = Duration.ofSeconds(20);
    private static final Duration PAUSE_BEFORE_RECONNECT = Duration.ofMillis(100);

    private final HttpClient http = PlainHttp.client();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(ChatClient::daemon);
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private final Supplier<URI> address;
    private final ChatIdentity identity;
    private final boolean stays;
    private volatile ChatConnection connection;
    private volatile DisconnectPacket lastEnd;
    private volatile int connects;
    private volatile boolean closed;

    private ChatClient(Supplier<URI> address, ChatIdentity identity, boolean stays) {
        this.address = address;
        this.identity = identity;
        this.stays = stays;
    }

    /** Connects once and waits until the server has taken the connection. */
    public static ChatClient connect(URI webSocket, String uid, String token, int deviceFlag) {
        return open(() -> webSocket, ChatIdentity.ofNewDevice(uid, token, deviceFlag), false);
    }

    /**
     * Connects as {@link #connect} does, and again whenever the connection breaks.
     *
     * @param webSocket asked for before every connection, since a server may come back on another port
     */
    public static ChatClient connectAndStay(Supplier<URI> webSocket, String uid, String token, int deviceFlag) {
        return open(webSocket, ChatIdentity.ofNewDevice(uid, token, deviceFlag), true);
    }

    /** Connects the device that another client connected before, as if the user had restarted the app. */
    ChatClient connectAgain() {
        return open(address, identity, false);
    }

    private static ChatClient open(Supplier<URI> address, ChatIdentity identity, boolean stays) {
        ChatClient client = new ChatClient(address, identity, stays);
        try {
            client.connectNow();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        client.clock.scheduleAtFixedRate(
                client::ping, PING_INTERVAL.toMillis(), PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return client;
    }

    public String uid() {
        return identity.uid();
    }

    public int deviceFlag() {
        return identity.deviceFlag();
    }

    /** Everything received so far, in order, over all connections. */
    public List<ReceivedMessage> received() {
        return List.copyOf(received);
    }

    /** The revoke commands among what was received, in order, repetitions included. */
    public List<RevokeSeen> revokes() {
        return received.stream().map(RevokeSeen::in).flatMap(Optional::stream).toList();
    }

    public boolean isConnected() {
        return !connection.ended().isDone();
    }

    /** How often a connection was made; 1 after the first. */
    public int connects() {
        return connects;
    }

    /** What the server gave as its reason to end the connection, if it said something. */
    public Optional<Integer> disconnectReason() {
        return Optional.ofNullable(lastEnd).map(DisconnectPacket::reasonCode).filter(reason -> reason != 0);
    }

    /** The version of the protocol that is spoken. */
    public int protocolVersion() {
        return connection.protocolVersion();
    }

    public void ping() {
        connection.ping();
    }

    /** How many pings the server has answered on this connection. */
    public int pongs() {
        return connection.pongs();
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        ChatConnection last = connection;
        if (last != null) {
            last.close();
        }
    }

    private void connectNow() {
        ChatConnection opened = ChatConnection.open(http, address.get(), identity, received::add);
        connection = opened;
        connects++;
        opened.ended().thenAccept(this::ended);
        if (closed) {
            opened.close();
        }
    }

    private void ended(DisconnectPacket packet) {
        lastEnd = packet;
        // Who is told to go does not come back, or two devices of one kind would kick each other for ever.
        if (packet.reasonCode() == 0) {
            reconnectSoon();
        }
    }

    private void reconnectSoon() {
        if (stays && !closed) {
            clock.schedule(this::reconnect, PAUSE_BEFORE_RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void reconnect() {
        try {
            connectNow();
        } catch (RuntimeException e) {
            reconnectSoon();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "chat-client");
        thread.setDaemon(true);
        return thread;
    }
}
