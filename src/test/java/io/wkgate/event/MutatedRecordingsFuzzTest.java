package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DestinationSettings.Shape;
import io.wkgate.testing.MutatedBody;
import io.wkgate.testing.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: whatever happens to the bytes of one entry of what a real server sent, reading and rewriting it never throw,
 * and every other entry is read and handed on.
 *
 * <p>A mutation may touch the entry's own bytes and nothing else, so no neighbour is excused. The mutated entry itself may
 * come out as anything: a dead letter, a message, even a message of another id.
 */
class MutatedRecordingsFuzzTest {

    /** Of each of 5 versions, so 2,500 bodies. */
    private static final int BODIES = 500;

    private static final int LONG_BODIES = 50_000;

    private static final int LIMIT = 1 << 20;

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void noMutationCostsAnotherEntry(String version) {
        mutate(version, BODIES);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void noneOfManyMutationsCostsAnotherEntry(String version) {
        mutate(version, LONG_BODIES);
    }

    private static void mutate(String version, int bodies) {
        List<String> recorded = Recordings.entries(version);
        for (long seed = 0; seed < bodies; seed++) {
            Random random = new Random(seed);
            MutatedBody body = MutatedBody.of(recorded, random);
            Set<Long> found = ids(read(body.bytes(), random));
            assertThat(found).as("version %s, seed %d: %s", version, seed, body).containsAll(body.untouched());
            for (Shape shape : Shape.values()) {
                String handedOn = RelayedBody.of("msg.notify", shape, Optional.empty(), Buffer.buffer(body.bytes()))
                        .toString();
                assertThat(body.untouched())
                        .as("version %s, seed %d: %s", version, seed, body)
                        .allMatch(id -> handedOn.contains(Long.toString(id)));
            }
        }
    }

    private static List<Entry> read(byte[] body, Random random) {
        List<Entry> entries = new ArrayList<>();
        EntryStream stream = new EntryStream(LIMIT, entries::add);
        int split = random.nextInt(body.length + 1);
        stream.write(Buffer.buffer(body).slice(0, split));
        stream.write(Buffer.buffer(body).slice(split, body.length));
        stream.end();
        return entries;
    }

    private static Set<Long> ids(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Accepted.class::isInstance)
                .map(entry -> ((Entry.Accepted) entry).message().messageId())
                .collect(Collectors.toSet());
    }
}
