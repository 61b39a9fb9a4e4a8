package io.wkgate.simulator;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** How WuKongIM names channels. */
final class ChannelIds {
    static final int PERSON = 1;
    static final int GROUP = 2;
    static final int TEMPORARY = 8;
    static final String SYSTEM = "____system";
    static final String COMMAND_SUFFIX = "____cmd";
    static final String TEMPORARY_SUFFIX = "@tmp";

    private ChannelIds() {}

    /** The id of two users' channel: the one with the larger crc32 stands first. */
    static String joined(String one, String other) {
        return crc32(one) > crc32(other) ? one + "@" + other : other + "@" + one;
    }

    static String command(String channelId) {
        return channelId.endsWith(COMMAND_SUFFIX) ? channelId : channelId + COMMAND_SUFFIX;
    }

    static boolean isCommand(String channelId) {
        return channelId.endsWith(COMMAND_SUFFIX);
    }

    static String withoutCommand(String channelId) {
        return isCommand(channelId) ? channelId.substring(0, channelId.length() - COMMAND_SUFFIX.length()) : channelId;
    }

    static boolean hasSpecialCharacter(String channelId) {
        return channelId.indexOf('@') >= 0 || channelId.indexOf('#') >= 0 || channelId.indexOf('&') >= 0;
    }

    /** The id of the channel that a send to subscribers goes to: FNV-1a (64 bit) of the uids, comma-separated. */
    static String temporary(List<String> subscribers) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : String.join(",", subscribers).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return new BigInteger(Long.toUnsignedString(hash)).toString();
    }

    /**
     * What v1 and v2 put into a body as channel_id of a person channel: the last part of the joined id that is not the
     * sender. So a uid that holds an {@code @} loses its beginning, and a command channel shows the sender's own name.
     */
    static String shown(String channelId, int channelType, String fromUid) {
        if (channelType != PERSON || channelId.indexOf('@') < 0) {
            return channelId;
        }
        String shown = channelId;
        for (String part : channelId.split("@", -1)) {
            if (!part.equals(fromUid)) {
                shown = part;
            }
        }
        return shown;
    }

    private static long crc32(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
