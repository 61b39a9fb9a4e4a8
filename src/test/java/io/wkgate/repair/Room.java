package io.wkgate.repair;

import io.wkgate.event.ChannelKey;
import java.util.List;

/**
 * A channel of a scene.
 *
 * @param users of a group the members it begins with; of a person channel the two, or one who writes to himself
 */
record Room(int type, String name, List<String> users) {

    private static final int GROUP = 2;

    static Room group(String name, String... members) {
        return new Room(GROUP, name, List.of(members));
    }

    static Room persons(String one, String other) {
        return new Room(ChannelKey.PERSON, "", List.of(one, other));
    }

    /** Where a user writes to himself. */
    static Room oneself(String uid) {
        return persons(uid, uid);
    }

    boolean isGroup() {
        return type != ChannelKey.PERSON;
    }

    /** What a user calls it: a person channel has the other one's name. */
    String nameFor(String uid) {
        if (isGroup()) {
            return name;
        }
        return users.get(0).equals(uid) ? users.get(1) : users.get(0);
    }

    ChannelKey key() {
        return new ChannelKey(type, isGroup() ? name : ChannelKey.join(users.get(0), users.get(1)));
    }
}
