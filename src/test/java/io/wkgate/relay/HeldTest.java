package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.store.NewEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The promise: a worker leases no more events than it may hold in memory, in number and in bytes, and none while it sends nothing. */
class HeldTest {

    private static NewEvent event(int bytes) {
        return new NewEvent(
                UUID.randomUUID(),
                "msg.notify",
                Buffer.buffer(new byte[bytes]),
                Optional.of(Buffer.buffer(new byte[bytes])),
                List.of());
    }

    /** How many of that size it accepts. */
    private static int accepted(Held held, int bytes) {
        int count = 0;
        while (held.accepts()) {
            assertThat(held.add(event(bytes))).isTrue();
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
        assertThat(held.takeBorn(100)).hasSize(100);
        assertThat(accepted(held, 1)).isEqualTo(100);
    }

    @Test
    void itIsBoundedInBytes() {
        Held held = open();
        assertThat(accepted(held, 1 << 20)).isEqualTo(4);
        List<NewEvent> taken = held.takeBorn(4);
        assertThat(held.accepts()).isTrue();
        held.putBack(taken);
        assertThat(held.accepts()).isFalse();
        assertThat(held.takeBorn(4)).isEqualTo(taken);
    }

    @Test
    void whatIsCommittedAfterItWasFullIsTakenUpToTwiceTheBound() {
        Held held = open();
        accepted(held, 1);
        for (int i = 0; i < 256; i++) {
            assertThat(held.add(event(1))).isTrue();
        }
        assertThat(held.add(event(1))).isFalse();
    }

    @Test
    void aClosedOneAcceptsNothing() {
        Held held = open();
        held.open(false);
        assertThat(held.accepts()).isFalse();
        assertThat(held.add(event(1))).isFalse();
        assertThat(held.anyBorn()).isFalse();
    }
}
