package io.wkgate.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * One channel's identity on every line: its type and its id, the id of a person channel being the joined id {@code a@b},
 * also for oneself ({@code a@a}).
 *
 * <p>v1 and v2 name a person channel by the other user's uid, v3 by the joined id (webhooks.jsonl of every version).
 */
public record ChannelKey(int type, String id) {

    /** The type of a channel between two persons. */
    public static final int PERSON = 1;

    /** The uid under which WuKongIM 2 and 3 know a sender that has none. */
    public static final String SYSTEM_UID = "____system";

    /**
     * The key of the channel that an entry names.
     *
     * @param type the entry's channel_type
     * @param channelId the entry's channel_id, as it came
     * @param fromUid the entry's from_uid, empty for the system
     */
    public static ChannelKey of(int type, String channelId, String fromUid) {
        if (type != PERSON || channelId.isEmpty()) {
            return new ChannelKey(type, channelId);
        }
        if (fromUid.isEmpty() && channelId.equals(SYSTEM_UID)) {
            // v2 loses the recipient of a person message without a sender: nobody can say whose channel this is.
            return new ChannelKey(type, SYSTEM_UID);
        }
        String sender = fromUid.isEmpty() ? SYSTEM_UID : fromUid;
        String other = new ChannelKey(type, channelId).other(sender).orElse(channelId);
        return new ChannelKey(type, join(sender, other));
    }

    /** Whether upstream lost the other user; such a message waits until upstream tells its recipient. */
    public boolean unresolved() {
        return type == PERSON && id.equals(SYSTEM_UID);
    }

    /**
     * Whether it holds commands. Those have numbers of their own, and what is stored of a channel has others.
     *
     * <p>A person's is joined like any other, from {@code u1____cmd} (v2) or {@code u2@u1____cmd} (v3), and then the suffix
     * may stand in the middle.
     */
    public boolean ofCommands() {
        return CommandChannel.is(type, id);
    }

    /** Whether its id ends in a space. To a table's key that is the id without it, which is another channel upstream. */
    public boolean endsInSpace() {
        return id.endsWith(" ");
    }

    /** The other user of a person channel, for one of the two; oneself for oneself. Nothing for anybody else. */
    public Optional<String> other(String uid) {
        if (type != PERSON) {
            return Optional.empty();
        }
        // A uid may itself hold an @, so only joining tells which half is which.
        return Stream.of(behind(uid + "@"), before("@" + uid))
                .flatMap(Optional::stream)
                .filter(candidate -> id.equals(join(uid, candidate)) || checksum(uid) == checksum(candidate))
                .findFirst();
    }

    private Optional<String> behind(String prefix) {
        return id.startsWith(prefix) ? Optional.of(id.substring(prefix.length())) : Optional.empty();
    }

    private Optional<String> before(String suffix) {
        return id.endsWith(suffix) ? Optional.of(id.substring(0, id.length() - suffix.length())) : Optional.empty();
    }

    /** Whether it is a person channel and this one of its users. */
    public boolean hasPerson(String uid) {
        return other(uid).isPresent();
    }

    /** The users of a person channel, one for a channel with oneself; none where their uids do not tell. */
    public List<String> persons() {
        if (type != PERSON) {
            return List.of();
        }
        List<List<String>> splits = IntStream.range(0, id.length())
                .filter(place -> id.charAt(place) == '@')
                .mapToObj(place -> List.of(id.substring(0, place), id.substring(place + 1)))
                .filter(halves -> id.equals(join(halves.get(0), halves.get(1))))
                .toList();
        return splits.size() == 1 ? splits.get(0).stream().distinct().toList() : List.of();
    }

    /** The id of the channel between two users, whichever of them is named first. */
    public static String join(String left, String right) {
        long leftHash = checksum(left);
        long rightHash = checksum(right);
        // Upstream leaves two uids of one checksum in the order of the sending; one channel needs one name.
        boolean leftFirst = leftHash == rightHash ? left.compareTo(right) > 0 : leftHash > rightHash;
        return leftFirst ? left + "@" + right : right + "@" + left;
    }

    /** By it WuKongIM orders two uids, and TangSengDaoDaoServer finds the table of a channel's id: the CRC-32 of its UTF-8. */
    public static long checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
