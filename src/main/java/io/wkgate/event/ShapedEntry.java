package io.wkgate.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One message of a msg.notify, or the one of a msg.offline, while it is rewritten. What is set to what it already is
 * does not count as a change, and without a change the message keeps its very bytes.
 */
final class ShapedEntry {

    /** Which line wrote it, as far as that can be seen. */
    enum Writer {
        /** v3 puts {@code expire} before the ids (v3-20260823/webhooks.jsonl). */
        THREE,
        /** Only v2 always has a node to name as {@code source_id}, in its msg.offline (v2.2.5/webhooks.jsonl). */
        TWO_OFFLINE,
        UNKNOWN
    }

    private final WireObject source;
    private final WireHeader header;
    private final String fromUid;
    private final String channelId;
    private final int channelType;
    private final Map<String, byte[]> rewritten = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    private ShapedEntry(WireObject source, WireHeader header, String fromUid, String channelId, int channelType) {
        this.source = source;
        this.header = header;
        this.fromUid = fromUid;
        this.channelId = channelId;
        this.channelType = channelType;
    }

    /** Nothing for what is no message: it is handed on as it is. */
    static Optional<ShapedEntry> read(byte[] bytes) {
        return WireObject.read(bytes)
                .filter(object -> object.has("message_id") && object.has("channel_id") && object.has("channel_type"))
                .filter(object -> object.number("message_seq").isPresent())
                .flatMap(object -> WireHeader.read(object.raw("header"))
                        .flatMap(header -> object.text("from_uid")
                                .flatMap(fromUid -> object.text("channel_id")
                                        .flatMap(channelId -> channelType(object)
                                                .map(type ->
                                                        new ShapedEntry(object, header, fromUid, channelId, type))))));
    }

    private static Optional<Integer> channelType(WireObject object) {
        return object.number("channel_type")
                .filter(digits -> digits.length() <= 3)
                .map(Integer::valueOf);
    }

    Writer writer() {
        int expire = source.names().indexOf("expire");
        if (expire >= 0 && expire < source.names().indexOf("message_id")) {
            return Writer.THREE;
        }
        return source.has("source_id") ? Writer.TWO_OFFLINE : Writer.UNKNOWN;
    }

    boolean command() {
        return header.header().syncOnce();
    }

    String fromUid() {
        return fromUid;
    }

    /** As it came. */
    String channelId() {
        return channelId;
    }

    /** As it came. */
    int channelType() {
        return channelType;
    }

    /** The channel without the suffix that commands have since v2. */
    String plainChannelId() {
        return command() ? CommandChannel.withoutSuffix(channelId) : channelId;
    }

    /** The other user of a joined id, as v3 writes it; nothing where the id is none, or not one of the sender's. */
    Optional<String> peer() {
        // v2's msg.offline has the uid that was sent to, which may itself look like a joined one.
        return writer() == Writer.TWO_OFFLINE
                ? Optional.empty()
                : new ChannelKey(channelType, plainChannelId()).other(fromUid);
    }

    WireObject source() {
        return source;
    }

    void setFromUid(String wanted) {
        if (!wanted.equals(fromUid)) {
            rewritten.put("from_uid", GoText.quoted(wanted));
        }
    }

    void setChannel(String id, int type) {
        if (!id.equals(channelId)) {
            rewritten.put("channel_id", GoText.quoted(id));
        }
        if (type != channelType) {
            rewritten.put("channel_type", Integer.toString(type).getBytes(StandardCharsets.US_ASCII));
        }
    }

    boolean hasSuffix() {
        return !plainChannelId().equals(channelId);
    }

    /** Whether it has a message_seq. */
    boolean isNumbered() {
        return source.number("message_seq").filter("0"::equals).isEmpty();
    }

    void setMessageSeqToNone() {
        if (isNumbered()) {
            rewritten.put("message_seq", new byte[] {'0'});
        }
    }

    void setToUids(List<String> uids) {
        if (source.texts("to_uids").filter(uids::equals).isEmpty() || !source.has("to_uids")) {
            rewritten.put("to_uids", JsonTexts.write(uids));
        }
    }

    void remove(String name) {
        removed.add(name);
    }

    /**
     * The message with these fields and no others, in this order; a field that did not come is not made up.
     *
     * @param order the names of all fields that the line knows
     */
    byte[] written(List<String> order) {
        if (source.has("header") && !header.asGoWrites()) {
            rewritten.put("header", header.written());
        }
        List<String> present = new ArrayList<>(order);
        present.removeIf(name -> removed.contains(name) || !(source.has(name) || rewritten.containsKey(name)));
        if (rewritten.isEmpty() && present.equals(source.names())) {
            return source.bytes();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream(source.bytes().length);
        char before = '{';
        for (String name : present) {
            json.write(before);
            json.writeBytes(GoText.quoted(name));
            json.write(':');
            json.writeBytes(rewritten.containsKey(name) ? rewritten.get(name) : source.raw(name));
            before = ',';
        }
        json.write('}');
        return json.toByteArray();
    }
}
