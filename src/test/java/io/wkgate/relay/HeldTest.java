package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The promise: a worker leases no more events than it may hold in memory, in number and in bytes, and none while it sends nothing;
 * what it has leased and what it has claimed go in turn.
 */
class HeldTest {

    private static Held.Ready born(int bytes) {
        NewEvent.Held held = new NewEvent.Held(Buffer.buffer(new byte[bytes]), System.nanoTime());
        NewEvent event = new NewEvent(UUID.randomUUID(), "msg.notify", Buffer.buffer(), Optional.of(held), List.of());
        return Held.Ready.born(event, held, Source.WEBHOOK);
    }

    /** How many of that size it accepts. */
    private static int accepted(Held held, int bytes) {
        int count = 0;
        while (held.accepts()) {
            assertThat(held.addBorn(born(bytes))).isTrue();
            count++;
        }
        return count;
    }

    private static Held open() {
        Held held = new Held();
        held.open(true);
        return held;
    }

    @Test
    void itIsBoundedInNumber() {
        Held held = open();
        assertThat(accepted(held, 1)).isEqualTo(256);
        for (int i = 0; i < 100; i++) {
            held.next();
        }
        assertThat(accepted(held, 1)).isEqualTo(100);
    }

    @Test
    void itIsBoundedInBytes() {
        Held held = open();
        assertThat(accepted(held, 1 << 20)).isEqualTo(8);
        held.next();
        assertThat(accepted(held, 1 << 20)).isEqualTo(1);
    }

    @Test
    void whatIsCommittedAfterItWasFullIsTakenUpToTwiceTheBound() {
        Held held = open();
        accepted(held, 1);
        for (int i = 0; i < 256; i++) {
            assertThat(held.addBorn(born(1))).isTrue();
        }
        assertThat(held.addBorn(born(1))).isFalse();
    }

    @Test
    void aClosedOneAcceptsNothing() {
        Held held = open();
        held.open(false);
        assertThat(held.accepts()).isFalse();
        assertThat(held.addBorn(born(1))).isFalse();
        assertThat(held.ready()).isZero();
    }

    @Test
    void noMoreIsClaimedWhileThereAreEnoughOrTheyAreLarge() {
        Held held = open();
        assertThat(held.wants(2)).isTrue();
        assertThat(held.addClaimed(List.of(born(1), born(2)))).isEqualTo(3);
        assertThat(held.wants(2)).isFalse();
        assertThat(held.wants(3)).isTrue();
        held.addClaimed(List.of(born(8 << 20)));
        assertThat(held.wants(100)).isFalse();
        held.next();
        held.next();
        assertThat(held.wants(100)).isFalse();
        held.next();
        assertThat(held.wants(100)).isTrue();
    }

    @Test
    void neitherKindWaitsForTheEndOfTheOther() {
        Held held = open();
        List<Held.Ready> leased = List.of(born(1), born(1), born(1));
        List<Held.Ready> claimed = List.of(born(2), born(2));
        leased.forEach(held::addBorn);
        held.addClaimed(claimed);
        assertThat(List.of(held.next(), held.next(), held.next(), held.next(), held.next()))
                .containsSubsequence(leased)
                .containsSubsequence(claimed)
                .startsWith(leased.get(0), claimed.get(0), leased.get(1), claimed.get(1));
    }
}
