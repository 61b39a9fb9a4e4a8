package io.wkgate.revoke;

import io.wkgate.event.ChannelKey;

/**
 * A channel as a caller names it.
 *
 * @param id of a person channel the other user's uid, or the joined id
 */
public record ChannelName(int type, String id) {

    /**
     * The channel key.
     *
     * @param asking who asks; an administrator asks about channels that are not his own, by their joined id
     */
    public ChannelKey key(Operator asking) {
        ChannelKey asNamed = new ChannelKey(type, id);
        return asking.role() == Role.ADMIN && !asNamed.persons().isEmpty()
                ? asNamed
                : ChannelKey.of(type, id, asking.uid());
    }
}
