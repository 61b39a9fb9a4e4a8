package io.wkgate.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A whole msg.notify request, built once; for every sending only the numbers in it are written anew. */
final class NotifyBody {

    private static final long MODEL_ID = 1_000_000_000_000_000_000L;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] request;
    private final List<Numbers> numbers = new ArrayList<>();

    /** Where the numbers of one entry stand. */
    private record Numbers(int id, int idText, int clientMsgNo, int sequence) {}

    NotifyBody(String path, List<SampleMessage> messages) {
        List<String> entries = messages.stream().map(m -> m.entry(MODEL_ID)).toList();
        String body = "[" + String.join(",", entries) + "]";
        String head = ("POST %s?event=msg.notify HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Go-http-client/1.1\r\n"
                        + "Content-Length: %d\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n\r\n")
                .formatted(path, body.getBytes(StandardCharsets.UTF_8).length);
        request = (head + body).getBytes(StandardCharsets.UTF_8);
        int from = head.length();
        for (int i = 0; i < entries.size(); i++) {
            int id = after("\"message_id\":", from);
            int idText = after("\"message_idstr\":\"", id);
            int clientMsgNo = after("\"client_msg_no\":\"", idText);
            int sequence = after("\"message_seq\":", clientMsgNo);
            numbers.add(new Numbers(id, idText, clientMsgNo, sequence));
            from = sequence;
        }
    }

    int messages() {
        return numbers.size();
    }

    /** The request with ids from the first on; the same array every time. */
    byte[] with(long firstId) {
        long id = firstId;
        for (Numbers at : numbers) {
            decimal(at.id, id, 19);
            decimal(at.idText, id, 19);
            hex(at.clientMsgNo, SampleMessage.mixed(id));
            decimal(at.sequence, SampleMessage.messageSeq(id), 10);
            id++;
        }
        return request;
    }

    private int after(String text, int from) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; ; i++) {
            if (Arrays.equals(request, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i + wanted.length;
            }
        }
    }

    private void decimal(int at, long number, int digits) {
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            request[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void hex(int at, long number) {
        for (int i = 0; i < 16; i++) {
            request[at + i] = HEX[(int) (number >>> 60 - 4 * i) & 15];
        }
    }
}
