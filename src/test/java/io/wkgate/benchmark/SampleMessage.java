package io.wkgate.benchmark;

import io.wkgate.event.ChannelKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What one message holds beside the numbers that are never the same twice: a group's or a person's chat message of the
 * usual size, the fields as in the recordings of v2.2.5.
 *
 * @param channelId as upstream names the channel
 * @param channelKey as wkgate stores it
 */
record SampleMessage(String fromUid, String channelId, String channelKey, int channelType, byte[] payload) {

    private static final String TEXT = "See you at the station at half past six, 不见不散 – and bring the tickets please. ";
    private static final int GROUPS = 37;
    private static final int USERS = 211;

    /** So many different ones, with texts up to this length. */
    static List<SampleMessage> list(int count, int longestText) {
        List<SampleMessage> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String from = "user" + i * 31 % USERS;
            String text = text(longestText / 4 + longestText * 3 / 4 * (i * 37 % 100) / 100);
            byte[] payload = "{\"type\":1,\"content\":\"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8);
            // An id that is joined already is its own key: what is measured is the same on each side.
            String channel = i % 3 == 0 ? ChannelKey.join(from, "peer" + i % USERS) : "group" + i % GROUPS;
            samples.add(new SampleMessage(from, channel, channel, i % 3 == 0 ? 1 : 2, payload));
        }
        return samples;
    }

    /** The same in that group. */
    SampleMessage inGroup(String id) {
        return new SampleMessage(fromUid, id, id, 2, payload);
    }

    private static String text(int length) {
        return TEXT.repeat(length / TEXT.length() + 1).substring(0, length);
    }

    /** The sender's own number of the message, random like a UUID, always of 33 characters. */
    static String clientMsgNo(long id) {
        String hex = Long.toHexString(mixed(id));
        return "0".repeat(16 - hex.length()) + hex + "98462b29868918e10";
    }

    static long mixed(long id) {
        long mixed = (id ^ id >>> 31) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 32;
    }

    /** Its number in its channel, always of 10 digits. */
    static long messageSeq(long id) {
        return 1_000_000_000L + (id & 0xFFFFFFFL);
    }

    /** One element of a msg.notify. */
    String entry(long id) {
        return ("{\"header\":{\"no_persist\":0,\"red_dot\":1,\"sync_once\":0},\"setting\":0,\"message_id\":%1$d,"
                        + "\"message_idstr\":\"%1$d\",\"client_msg_no\":\"%2$s\",\"message_seq\":%3$d,\"from_uid\":\"%4$s\","
                        + "\"channel_id\":\"%5$s\",\"channel_type\":%6$d,\"expire\":0,\"timestamp\":1795319752,"
                        + "\"payload\":\"%7$s\"}")
                .formatted(
                        id,
                        clientMsgNo(id),
                        messageSeq(id),
                        fromUid,
                        channelId,
                        channelType,
                        Base64.getEncoder().encodeToString(payload));
    }
}
