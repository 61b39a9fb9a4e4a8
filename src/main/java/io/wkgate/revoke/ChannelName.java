package io.wkgate.revoke;

import io.wkgate.event.ChannelKey;

/**
 * A channel as a caller names it.
 *
 * @param id of a person channel the other user's uid, or the joined id
 */
public record ChannelName(int type, String id) {

    /** The channel key, for the user who asks. */
    public ChannelKey key(String asking) {
        return ChannelKey.of(type, id, asking);
    }
}
