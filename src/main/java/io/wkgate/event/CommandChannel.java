package io.wkgate.event;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The channels of commands. Since v2 they are apart from those of messages, by a suffix. A command to listed users goes
 * to a channel of its own, which is {@code <32 hex digits>@tmp} of type 2 on v1.2.6 and {@code <number>____cmd} of type 8
 * since v2.0.10 (webhooks.jsonl, cmd-subs).
 */
final class CommandChannel {

    /** The type of a channel of listed users since v2.0.10; on v1.2.6 it is {@link #GROUP}. */
    static final int LISTED = 8;

    static final int GROUP = 2;

    private static final String SUFFIX = "____cmd";
    private static final String TEMPORARY = "@tmp";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}@tmp");

    /** The number is the low half of the 32 hex digits. */
    private static final int LOW_HALF = 16;

    private CommandChannel() {}

    static boolean is(int type, String channelId) {
        return type == LISTED
                || channelId.endsWith(SUFFIX)
                || (type == ChannelKey.PERSON && channelId.contains(SUFFIX + "@"))
                || (type == GROUP && HEX.matcher(channelId).matches());
    }

    static String withSuffix(String channelId) {
        return channelId.endsWith(SUFFIX) ? channelId : channelId + SUFFIX;
    }

    static String withoutSuffix(String channelId) {
        return channelId.endsWith(SUFFIX) ? channelId.substring(0, channelId.length() - SUFFIX.length()) : channelId;
    }

    /** Whether it is, without its suffix, the name of a channel of listed users since v2.0.10. */
    static boolean isNumber(String channelId) {
        return NUMBER.matcher(channelId).matches();
    }

    /** A name as v1.2.6 makes them, from one of v2 without its suffix; always the same for the same number. */
    static Optional<String> temporary(String number) {
        return isNumber(number)
                ? Optional.of(String.format("%032x", new BigInteger(number)) + TEMPORARY)
                : Optional.empty();
    }

    /** A name as v2 makes them, without its suffix, from one of v1.2.6. */
    static Optional<String> number(String temporary) {
        return HEX.matcher(temporary).matches()
                ? Optional.of(
                        Long.toUnsignedString(Long.parseUnsignedLong(temporary.substring(LOW_HALF, 2 * LOW_HALF), 16)))
                : Optional.empty();
    }
}
