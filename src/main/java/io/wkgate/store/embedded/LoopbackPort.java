package io.wkgate.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** TCP ports of 127.0.0.1 for a server that keeps its port over restarts. */
public final class LoopbackPort {
    /** The address that servers of this package listen on. */
    public static final String HOST = "127.0.0.1";

    // Below the range from which the system takes the ports of outgoing connections: there, a client that tries to
    // reconnect while the server is down may be given the server's own port, and block the restart.
    private static final int END = 30_000;
    private static final int LOWEST_END = 12_000;
    private static final int COUNT = 10_000;
    private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int ATTEMPTS = 100;
    private static final int ANSWER_MILLIS = 1_000;

    private LoopbackPort() {}

    /** Chooses a port on which nobody listens now. */
    public static int choose() {
        SecureRandom random = new SecureRandom();
        int first = end() - COUNT;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = first + random.nextInt(COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedDatabaseException("Found no free port on " + HOST + " for the embedded database.");
    }

    /** Linux tells where outgoing ports begin; elsewhere, and where that is too low to stay below it, it is as on most systems. */
    private static int end() {
        try {
            int outgoing = Integer.parseInt(Files.readString(OUTGOING).strip().split("\\s+")[0]);
            return outgoing < LOWEST_END ? END : Math.min(END, outgoing);
        } catch (IOException | NumberFormatException notTold) {
            return END;
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), ANSWER_MILLIS);
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }
}
