package io.wkgate.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/**
 * Posts as WuKongIM does: one request at a time over a connection that stays open. On a plain socket, for the load shares
 * its cores with what it measures.
 */
final class WebhookWriter implements BodyWriter {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final String SUCCESS = "HTTP/1.1 200 OK\r\n";

    private final LongFunction<byte[]> requests;
    private final Socket socket = new Socket();
    private final InputStream input;
    private final OutputStream output;
    private final byte[] answer = new byte[4096];

    /** @param requests makes the whole request with messages from that id on */
    WebhookWriter(int port, LongFunction<byte[]> requests) throws IOException {
        this.requests = requests;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        input = socket.getInputStream();
        output = socket.getOutputStream();
    }

    @Override
    public void write(long firstId) throws IOException {
        output.write(requests.apply(firstId));
        int length = 0;
        while (!endsWithEmptyLine(length)) {
            int read = input.read(answer, length, answer.length - length);
            if (read <= 0) {
                throw new IOException("no answer but: " + text(length));
            }
            length += read;
        }
        if (!text(length).startsWith(SUCCESS)) {
            throw new IOException("not acknowledged: " + text(length));
        }
    }

    /** A success has no body: its head is all. */
    private boolean endsWithEmptyLine(int length) {
        return length >= 4 && answer[length - 1] == '\n' && answer[length - 2] == '\r' && answer[length - 3] == '\n';
    }

    private String text(int length) {
        return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
