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

    /** Where the numbers of one entry stand; of the channel's id where it begins. */
    private record Numbers(int id, int idText, int clientMsgNo, int sequence, int channel) {}

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
            int channel = after("\"channel_id\":\"", sequence);
            numbers.add(new Numbers(id, idText, clientMsgNo, sequence, channel));
            from = channel;
        }
    }

    int messages() {
        return numbers.size();
    }

    /** The request with ids from the first on; the same array every time. */
    byte[] with(long firstId) {
        long id = firstId;
        for (Numbers at : numbers) {
            identify(at, id);
            decimal(at.sequence, SampleMessage.messageSeq(id), 10);
            id++;
        }
        return request;
    }

    /**
     * The same with channels and numbers of their own.
     *
     * @param places one for each message, in their order; the messages are of {@link ManyChannels#samples}
     */
    byte[] with(long firstId, List<ManyChannels.Place> places) {
        long id = firstId;
        for (int i = 0; i < places.size(); i++) {
            Numbers at = numbers.get(i);
            identify(at, id);
            padded(at.sequence, places.get(i).messageSeq(), 10);
            decimal(at.channel + ManyChannels.PREFIX.length(), places.get(i).channel(), ManyChannels.DIGITS);
            id++;
        }
        return request;
    }

    private void identify(Numbers at, long id) {
        decimal(at.id, id, 19);
        decimal(at.idText, id, 19);
        hex(at.clientMsgNo, SampleMessage.mixed(id));
    }

    private int after(String text, int from) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; ; i++) {
            if (Arrays.equals(request, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i + wanted.length;
            }
        }
    }

    /** JSON takes no leading zeros, but spaces. */
    private void padded(int at, long number, int width) {
        decimal(at, number, width);
        for (int i = at; request[i] == '0' && i < at + width - 1; i++) {
            request[i] = ' ';
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
