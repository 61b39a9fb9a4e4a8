package io.wkgate.ops;

import io.wkgate.event.ChannelKey;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import java.util.Optional;

/**
 * A channel as an operator names it: by type and id. A person channel's id is the joined id {@code a@b}, or, together with
 * {@code uid}, the other user's, as on the api listener. Every method throws {@link BadInput}.
 */
final class GivenChannel {

    private static final int LARGEST_TYPE = 255;

    /** As the column is wide. */
    private static final int LONGEST_ID = 511;

    private GivenChannel() {}

    /** The channel that a query names; nothing if it names none. */
    static Optional<ChannelKey> of(Input query) {
        Optional<Long> type = query.number("channel_type");
        Optional<String> id = query.text("channel_id");
        if (type.isEmpty() && id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of("", type, id, query.text("uid")));
    }

    /** @param where what stands before the names of the fields, such as {@code channels[0].} */
    static ChannelKey of(String where, Optional<Long> type, Optional<String> id, Optional<String> uid) {
        String field = where + "channel_id";
        long number = type.orElseThrow(() -> missing(where + "channel_type"));
        String text = id.filter(given -> !given.isEmpty()).orElseThrow(() -> missing(field));
        if (number < 1 || number > LARGEST_TYPE) {
            throw new BadInput(where + "channel_type", "not a whole number from 1 to " + LARGEST_TYPE);
        }
        ChannelKey channel = ChannelKey.of((int) number, text, uid.orElse(""));
        if (uid.isEmpty() && number == ChannelKey.PERSON) {
            channel = joined(where, text);
        }
        if (channel.id().codePointCount(0, channel.id().length()) > LONGEST_ID) {
            throw new BadInput(field, "longer than " + LONGEST_ID + " characters");
        }
        if (channel.ofCommands()) {
            throw new BadInput(field, "a channel of commands, of which nothing is stored");
        }
        if (channel.endsInSpace()) {
            throw new BadInput(field, "ends in a space: in such a channel no gaps are looked for");
        }
        return channel;
    }

    private static BadInput missing(String field) {
        return new BadInput(field, "missing: a channel is named by channel_type and channel_id");
    }

    private static ChannelKey joined(String where, String id) {
        ChannelKey channel = new ChannelKey(ChannelKey.PERSON, id);
        if (channel.persons().isEmpty()) {
            throw new BadInput(
                    where + "uid",
                    "missing: a person channel is named by its joined id a@b, or by one user's uid as uid and the other's"
                            + " as channel_id");
        }
        return channel;
    }
}
