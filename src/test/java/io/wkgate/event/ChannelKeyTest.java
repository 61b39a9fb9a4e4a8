package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: one channel has one key, whichever line of WuKongIM names it and whoever of two users sends. */
class ChannelKeyTest {

    @ParameterizedTest
    @CsvSource({"u1,u2", "u2,u1", "alice,bob", "a,b", "用户,u1", "u-1,u_1", "1,2", "X,x"})
    void thePeersUidAndTheJoinedIdGiveTheSameKeyInBothDirections(String left, String right) {
        String joined = ChannelKey.join(left, right);
        ChannelKey key = new ChannelKey(1, joined);
        assertThat(ChannelKey.of(1, right, left)).isEqualTo(key);
        assertThat(ChannelKey.of(1, left, right)).isEqualTo(key);
        assertThat(ChannelKey.of(1, joined, left)).isEqualTo(key);
        assertThat(ChannelKey.of(1, joined, right)).isEqualTo(key);
        assertThat(joined).isIn(left + "@" + right, right + "@" + left);
    }

    @Test
    void theJoinedIdIsWuKongIMsOwn() {
        // v3-20260823/webhooks.jsonl
        assertThat(ChannelKey.of(1, "u2", "u1").id()).isEqualTo("u2@u1");
    }

    @Test
    void twoUidsOfOneChecksumHaveOneJoinedId() {
        // crc32("plumless") == crc32("buckeroo")
        assertThat(ChannelKey.join("plumless", "buckeroo")).isEqualTo(ChannelKey.join("buckeroo", "plumless"));
    }

    @Test
    void uidsAreCaseSensitive() {
        assertThat(ChannelKey.of(1, "U2", "u1")).isNotEqualTo(ChannelKey.of(1, "u2", "u1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "u1@u1"})
    void aMessageToOneselfHasOneKeyOnEveryLine(String channelId) {
        assertThat(ChannelKey.of(1, channelId, "u1")).isEqualTo(new ChannelKey(1, "u1@u1"));
    }

    @Test
    void theSystemSenderHasOneKeyWhetherItIsNamedOrNot() {
        ChannelKey key = new ChannelKey(1, ChannelKey.join(ChannelKey.SYSTEM_UID, "u1"));
        assertThat(ChannelKey.of(1, "u1", "")).as("v1, and v2 for some uids").isEqualTo(key);
        assertThat(ChannelKey.of(1, "u1", ChannelKey.SYSTEM_UID))
                .as("v2, named by the caller")
                .isEqualTo(key);
        assertThat(ChannelKey.of(1, key.id(), ChannelKey.SYSTEM_UID)).as("v3").isEqualTo(key);
        assertThat(ChannelKey.of(1, ChannelKey.SYSTEM_UID, "u1"))
                .as("the user's answer")
                .isEqualTo(key);
        assertThat(key.unresolved()).isFalse();
    }

    @Test
    void aMessageWhoseRecipientV2LostIsUnresolved() {
        ChannelKey key = ChannelKey.of(1, ChannelKey.SYSTEM_UID, "");
        assertThat(key).isEqualTo(new ChannelKey(1, ChannelKey.SYSTEM_UID));
        assertThat(key.unresolved()).isTrue();
        assertThat(ChannelKey.of(2, ChannelKey.SYSTEM_UID, "").unresolved())
                .as("a group may have any id")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"bob@x.com,u1", "u1,bob@x.com", "bob@x.com,eve@x.com", "a@b@c,d@e", "@,u1", "u1@,u2"})
    void aUidMayHoldAnAt(String left, String right) {
        ChannelKey key = new ChannelKey(1, ChannelKey.join(left, right));
        assertThat(ChannelKey.of(1, right, left)).isEqualTo(key);
        assertThat(ChannelKey.of(1, left, right)).isEqualTo(key);
        assertThat(ChannelKey.of(1, key.id(), left)).isEqualTo(key);
        assertThat(ChannelKey.of(1, key.id(), right)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"2,g1", "2,u2@u1", "2,8dd70331ff2c443c8b17fe25dab917b1@tmp", "8,17922244540036557902____cmd", "99,g1"})
    void everyOtherChannelKeepsItsId(int type, String id) {
        assertThat(ChannelKey.of(type, id, "u1")).isEqualTo(new ChannelKey(type, id));
        assertThat(ChannelKey.of(type, id, "")).isEqualTo(new ChannelKey(type, id));
    }

    @Test
    void theSameIdUnderTwoTypesIsTwoChannels() {
        assertThat(ChannelKey.of(2, "g1", "u1")).isNotEqualTo(ChannelKey.of(99, "g1", "u1"));
    }

    @Test
    void aMessageWithoutAChannelHasAKeyAllTheSame() {
        assertThat(ChannelKey.of(1, "", "u1")).isEqualTo(new ChannelKey(1, ""));
    }

    @ParameterizedTest
    @CsvSource({"u1,u2", "用户,u1", "bob@x.com,u1", "bob@x.com,ann@y.org", "a@b,b", "plumless,buckeroo"})
    void eachOfTwoUsersHasTheOther(String left, String right) {
        ChannelKey key = new ChannelKey(1, ChannelKey.join(left, right));
        assertThat(key.other(left)).contains(right);
        assertThat(key.other(right)).contains(left);
        assertThat(key.other("somebody")).isEmpty();
        assertThat(key.hasPerson(left)).isTrue();
        assertThat(new ChannelKey(2, key.id()).other(left))
                .as("a group of that name")
                .isEmpty();
        // Uids that hold an @ may not tell.
        assertThat(key.persons()).isSubsetOf(left, right);
    }

    @Test
    void theUsersOfAPersonChannelAreToldByItsKey() {
        assertThat(ChannelKey.of(1, "u2", "u1").persons()).containsExactlyInAnyOrder("u1", "u2");
        assertThat(ChannelKey.of(1, "u1", "u1").persons()).containsExactly("u1");
        assertThat(ChannelKey.of(1, "u1", "u1").other("u1")).contains("u1");
        assertThat(new ChannelKey(2, "u2@u1").persons()).isEmpty();
        assertThat(new ChannelKey(1, ChannelKey.SYSTEM_UID).persons())
                .as("unresolved")
                .isEmpty();
    }
}
