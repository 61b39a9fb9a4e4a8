package io.wkgate.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What a {@link FaultyReceiver} does with one request. */
@FunctionalInterface
public interface FaultyAnswer {

    /** Writes it; false if the connection is to be closed then. */
    boolean give(Socket socket) throws IOException, InterruptedException;

    static FaultyAnswer status(int status) {
        return status(status, Map.of(), "");
    }

    static FaultyAnswer status(int status, String body) {
        return status(status, Map.of(), body);
    }

    static FaultyAnswer status(int status, Map<String, String> headers, String body) {
        return whole(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static FaultyAnswer whole(int status, Map<String, String> headers, byte[] body) {
        return socket -> {
            write(socket, head(status, headers, Integer.toString(body.length)), body);
            return true;
        };
    }

    static FaultyAnswer redirect(int status, String location) {
        return status(status, Map.of("Location", location), "");
    }

    static FaultyAnswer gzip(int status, String body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole(status, Map.of("Content-Encoding", "gzip"), packed.toByteArray());
    }

    /** The same, after a while. */
    default FaultyAnswer after(Duration delay) {
        return socket -> {
            Thread.sleep(delay.toMillis());
            return give(socket);
        };
    }

    /** The same, and then the connection is closed without having been announced. */
    default FaultyAnswer thenClosed() {
        return socket -> {
            give(socket);
            return false;
        };
    }

    /** No byte, until the other side hangs up. */
    static FaultyAnswer silence() {
        return FaultyAnswer::hang;
    }

    /** A head and some of the body, and no byte more until the other side hangs up. */
    static FaultyAnswer hangInBody(int status, String begin) {
        return socket -> {
            write(socket, head(status, Map.of(), "100000"), begin.getBytes(StandardCharsets.UTF_8));
            return hang(socket);
        };
    }

    static FaultyAnswer hangInHead() {
        return socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-", new byte[0]);
            return hang(socket);
        };
    }

    static FaultyAnswer closed() {
        return socket -> false;
    }

    static FaultyAnswer closedInHead() {
        return socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-", new byte[0]);
            return false;
        };
    }

    static FaultyAnswer closedInBody(int status, String begin) {
        return socket -> {
            write(socket, head(status, Map.of(), "100000"), begin.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** A TCP reset instead of an answer. */
    static FaultyAnswer reset() {
        return socket -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    static FaultyAnswer garbage() {
        return socket -> {
            write(socket, "what is this?\r\nno HTTP\r\n\r\n", new byte[] {0, 1, 2, (byte) 0xFF});
            return false;
        };
    }

    /** A body that never ends, as fast as it goes. */
    static FaultyAnswer endless(int status) {
        return socket -> {
            write(socket, head(status, Map.of(), "1000000000000"), new byte[0]);
            byte[] piece = "endless ".repeat(1000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                socket.getOutputStream().write(piece);
            }
        };
    }

    /** Head and body byte by byte. */
    static FaultyAnswer dribble(int status, String body, Duration pause) {
        return socket -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            byte[] head = head(status, Map.of(), Integer.toString(bytes.length)).getBytes(StandardCharsets.US_ASCII);
            for (byte[] part : new byte[][] {head, bytes}) {
                for (byte one : part) {
                    socket.getOutputStream().write(one);
                    Thread.sleep(pause.toMillis());
                }
            }
            return true;
        };
    }

    private static String head(int status, Map<String, String> headers, String length) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Length", length);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" As told\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static void write(Socket socket, String head, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.getBytes(StandardCharsets.ISO_8859_1));
        whole.write(body);
        out.write(whole.toByteArray());
        out.flush();
    }

    private static boolean hang(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // What else is sent is not of interest.
        }
        return false;
    }
}
