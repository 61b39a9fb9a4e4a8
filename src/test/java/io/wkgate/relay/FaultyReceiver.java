package io.wkgate.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * A business server on loopback that notes every request and answers as it is told, also as no server should. Made of plain
 * sockets, one thread each, so that every byte is its own.
 */
public final class FaultyReceiver implements AutoCloseable {

    /**
     * A request that came whole.
     *
     * @param connection from 1, in the order in which they were accepted
     * @param nanos when, by {@link System#nanoTime}
     * @param query without the question mark, as it was sent
     * @param headers by their names in any case; of several of one name, joined by commas
     */
    public record Received(
            int connection,
            long nanos,
            String method,
            String path,
            String query,
            Map<String, String> headers,
            byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final Queue<FaultyAnswer> next = new ConcurrentLinkedQueue<>();
    private volatile Function<Received, FaultyAnswer> always = request -> FaultyAnswer.status(200);

    private FaultyReceiver(ServerSocket listener, String scheme) {
        this.listener = listener;
        this.scheme = scheme;
        begin("receiver", this::accept);
    }

    /** Answers 200 until it is told otherwise. */
    public static FaultyReceiver start() {
        try {
            return new FaultyReceiver(new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1")), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same over TLS. */
    public static FaultyReceiver start(SSLContext tls) {
        try {
            return new FaultyReceiver(
                    tls.getServerSocketFactory().createServerSocket(0, 512, InetAddress.getByName("127.0.0.1")),
                    "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it answers so. */
    public FaultyReceiver answer(FaultyAnswer answer) {
        always = request -> answer;
        return this;
    }

    /** From now on it answers so, as the request may be. */
    public FaultyReceiver answerBy(Function<Received, FaultyAnswer> answers) {
        always = answers;
        return this;
    }

    /** The next requests are answered so, one after the other, and then as before. */
    public FaultyReceiver next(FaultyAnswer... answers) {
        next.addAll(List.of(answers));
        return this;
    }

    /** Every request that came so far, in order. */
    public List<Received> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    /** Connections that neither side has closed. */
    public int openConnections() {
        return open.size();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Its address with a path or nothing. */
    public URI url(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port() + path);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                int number = connections.incrementAndGet();
                open.add(socket);
                begin("receiver-" + number, () -> serve(socket, number));
            } catch (IOException e) {
                // It is closed, or a handshake failed.
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<Received> request = read(in, number);
            while (request.isPresent()) {
                requests.add(request.get());
                FaultyAnswer prepared = next.poll();
                FaultyAnswer answer = prepared == null ? always.apply(request.get()) : prepared;
                if (!answer.give(socket)) {
                    return;
                }
                request = read(in, number);
            }
        } catch (IOException | InterruptedException e) {
            // The other side hung up, or the test is over.
        } finally {
            open.remove(socket);
        }
    }

    private static Optional<Received> read(InputStream in, int connection) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw new IOException("no header");
            }
            headers.merge(
                    header.substring(0, colon), header.substring(colon + 1).strip(), (one, two) -> one + "," + two);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        String[] words = first.split(" ");
        String[] target = words[1].split("\\?", 2);
        return Optional.of(new Received(
                connection, System.nanoTime(), words[0], target[0], target.length > 1 ? target[1] : "", headers, body));
    }

    /** Empty at the end of the stream, too. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void begin(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes every connection, too. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
