package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.ListedChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promise: a channel that nobody knows is found where upstream lists it, or in a known user's conversations; each user
 * is asked once in a sweep, and channels of commands are none.
 */
class ChannelDiscoveryTest extends SweepScene {

    private static final ChannelKey KNOWN = SweepFixture.person("u1", "u2");
    private static final ChannelKey BORN = SweepFixture.person("u1", "u3");

    @BeforeEach
    void prepare() {
        fixture.ledger.know(KNOWN, 10);
        fixture.log.has(KNOWN, 10);
    }

    private SweepRow done(SweepKind kind) {
        long id = fixture.add(kind);
        fixture.start();
        return fixture.ended(id);
    }

    @Test
    void inTheConversationsOfAPersonWhoIsKnown() {
        fixture.log.conversations.put("u1", List.of(new ListedChannel(KNOWN, 10), new ListedChannel(BORN, 4)));
        SweepRow row = done(SweepKind.OUTAGE);
        assertThat(fixture.ledger.told).contains(new FakeLedger.Told(BORN, 4, OptionalLong.empty()));
        assertThat(row.walked()).isEqualTo(2);
        assertThat(row.behind()).isEqualTo(1);
        assertThat(row.expected()).isEqualTo(2);
    }

    @Test
    void inTheConversationsOfAGroupsMembersWhoAreEachAskedOnce() {
        IntStream.range(0, 45).forEach(number -> {
            ChannelKey group = SweepFixture.group("g" + number);
            fixture.ledger.know(group, 10);
            fixture.log.has(group, 10);
        });
        fixture.log.members = List.of("u2", "u7", ChannelKey.SYSTEM_UID, "");
        fixture.log.conversations.put("u7", List.of(new ListedChannel(BORN, 4)));
        fixture.log.conversations.put("u2", List.of(new ListedChannel(BORN, 4)));
        done(SweepKind.DAILY);
        // The last one is known since the channel is.
        assertThat(fixture.log.askedUsers).containsExactlyInAnyOrder("u1", "u2", "u7", "u3");
        assertThat(fixture.ledger.toldOf()).containsOnlyOnce(BORN.id());
    }

    @Test
    void inEveryPageOfUpstreamsList() {
        ChannelKey untold = SweepFixture.group("untold");
        ChannelKey unknown = SweepFixture.group("unknown");
        fixture.log.has(untold, 6);
        fixture.log.listed.add(List.of(new ListedChannel(KNOWN, 10), new ListedChannel(SweepFixture.group("g1"), 5)));
        fixture.log.listed.add(List.of(new ListedChannel(untold, 0), new ListedChannel(unknown, 0)));
        SweepRow row = done(SweepKind.KNOWN);
        assertThat(fixture.log.askedLists).containsExactly("", "1");
        assertThat(fixture.ledger.told)
                .contains(
                        new FakeLedger.Told(SweepFixture.group("g1"), 5, OptionalLong.empty()),
                        new FakeLedger.Told(untold, 6, OptionalLong.empty()));
        assertThat(row.walked()).isEqualTo(4);
        assertThat(row.behind()).isEqualTo(2);
        assertThat(row.unknown()).isEqualTo(1);
        assertThat(fixture.ledger.toldOf()).containsOnlyOnce(KNOWN.id());
    }

    @Test
    void channelsOfCommandsAndOfNobodyAreLeftOut() {
        fixture.log.listed.add(List.of(
                new ListedChannel(SweepFixture.group("g1____cmd"), 5),
                new ListedChannel(new ChannelKey(8, "123____cmd"), 5),
                new ListedChannel(SweepFixture.group("0123456789abcdef0123456789abcdef@tmp"), 5),
                new ListedChannel(new ChannelKey(ChannelKey.PERSON, ChannelKey.SYSTEM_UID), 5),
                new ListedChannel(SweepFixture.group("g1 "), 5),
                new ListedChannel(SweepFixture.group(""), 5)));
        assertThat(done(SweepKind.KNOWN).walked()).isEqualTo(1);
        assertThat(fixture.ledger.toldOf()).containsExactly(KNOWN.id());
    }

    @Test
    void whereUpstreamTellsNeitherItIsNotAsked() {
        fixture.log.lists = false;
        fixture.log.tellsConversations = false;
        assertThat(done(SweepKind.KNOWN).state()).isEqualTo(SweepState.DONE);
        assertThat(fixture.log.askedLists).isEmpty();
        assertThat(fixture.log.askedUsers).isEmpty();
    }
}
