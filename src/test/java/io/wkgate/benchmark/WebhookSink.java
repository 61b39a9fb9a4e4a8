package io.wkgate.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A business server that takes everything at once and does nothing with it, on plain sockets: it shares the processors
 * with what is measured. It knows which deliveries it got, and how many came again.
 */
final class WebhookSink implements AutoCloseable {

    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";
    private static final String ID = "webhook-id:";

    private final ServerSocket server = new ServerSocket(0, 128, InetAddress.getByName("127.0.0.1"));
    private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();

    private WebhookSink() throws IOException {}

    static WebhookSink start() throws IOException {
        WebhookSink sink = new WebhookSink();
        sink.thread(sink::accept);
        return sink;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v2/webhook";
    }

    /** How many different deliveries it got since {@link #forget}. */
    long deliveries() {
        return deliveries.size();
    }

    /** How many it got more than once, each time counted. */
    long duplicates() {
        return requests.get() - deliveries.size();
    }

    void forget() {
        deliveries.clear();
        requests.set(0);
    }

    private void thread(Runnable task) {
        Thread thread = new Thread(task, "webhook sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                thread(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream input = new BufferedInputStream(connection.getInputStream(), 64 * 1024);
            OutputStream output = connection.getOutputStream();
            while (take(input)) {
                output.write(OK);
            }
        } catch (IOException e) {
            // The gateway ended.
        } finally {
            connections.remove(connection);
        }
    }

    private boolean take(InputStream input) throws IOException {
        String line = line(input);
        if (line.isEmpty()) {
            return false;
        }
        long length = -1;
        String id = "";
        for (line = line(input); !line.isEmpty(); line = line(input)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Long.parseLong(line.substring(LENGTH.length()).strip());
            } else if (lower.startsWith(ID)) {
                id = line.substring(ID.length()).strip();
            }
        }
        if (length < 0) {
            throw new IOException("a request without its length");
        }
        input.skipNBytes(length);
        requests.incrementAndGet();
        deliveries.add(id);
        return true;
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int read = input.read(); read >= 0 && read != '\n'; read = input.read()) {
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
