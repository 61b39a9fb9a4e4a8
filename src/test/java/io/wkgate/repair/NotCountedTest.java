package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.outage.SimulatedUpstream;
import io.wkgate.outage.Traffic;
import io.wkgate.simulator.Simulator;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: what is no loss is not repaired. Transients and commands never count, on any version; a channel that wkgate sees for
 * the first time at number 5,000 costs one page; a channel that begins anew is no gap down to its old numbers, and what is lost of
 * the new ones is repaired.
 */
class NotCountedTest {

    private static final int MESSAGES = 300;
    private static final int BEFORE_WKGATE = 4_999;
    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtOnce<Long> GAPS = new AtOnce<>(3, setups(), NotCountedTest::gapsWithoutOutage);

    static List<Setup> setups() {
        // Whole seconds, and as long a grace as a batch may be late on a machine that is busy: nothing may be lost
        // here.
        return Setup.allSimulated(1).stream()
                .filter(setup -> !setup.manager())
                .map(setup -> setup.with("WKGATE_GAP_GRACE", "5s"))
                .toList();
    }

    @AfterAll
    static void end() {
        GAPS.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void transientsAndCommandsNeverCount(Setup setup) throws Exception {
        assertThat(GAPS.of(setup)).isZero();
    }

    private static long gapsWithoutOutage(Setup setup) throws Exception {
        try (Stage stage = new Stage(setup)) {
            Traffic traffic = new Cast(stage).talk(60);
            await().until(() -> traffic.sent() >= MESSAGES);
            traffic.stop();
            await().until(() -> stage.compare().same());
            await().until(() -> stage.gaps().arrivals() == 0);
            return stage.gaps().ever();
        }
    }

    @Test
    void aChannelFirstSeenAtFiveThousandCostsOnePage() throws Exception {
        try (Stage stage = new Stage(Setup.simulated("v2.0.4", 0.1))) {
            // When the finder's lease was made is taken for the time of the installation.
            await().until(() ->
                    Sql.number(stage.database(), "SELECT COUNT(*) FROM wkgate_lease WHERE name = 'finder'") == 1);
            stage.gateway().kill();
            Room old = stage.open(Room.group("old", "u1", "u2"));
            for (int sent = 0; sent < BEFORE_WKGATE; sent += AT_ONCE) {
                CompletableFuture.allOf(Stream.generate(() -> stage.say(Said.message("u1", old)))
                                .limit(Math.min(AT_ONCE, BEFORE_WKGATE - sent))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
            await().until(() -> stage.lost().orElseThrow().size() == BEFORE_WKGATE);
            // As if it had been installed just now: what is a minute older was before it.
            Sql.run(
                    stage.database(),
                    "UPDATE wkgate_lease SET made_at = UTC_TIMESTAMP(3) + INTERVAL 2 MINUTE WHERE name = 'finder'");
            stage.gateway().restart();
            stage.say("u1", old, 1);

            await().until(() -> stage.gaps().pages(old) > 0);
            await().until(() ->
                    stage.gaps().open() + stage.gaps().arrivals() + stage.gaps().sweeps() == 0);
            assertThat(stage.gaps().pages(old)).isOne();
            assertThat(stage.gaps().absent() + stage.gaps().unreadable()).isZero();
            assertThat(stage.table()).hasSizeLessThan(100);
        }
    }

    @Test
    void aChannelThatBeginsAnewIsNoGap() throws Exception {
        try (Stage stage = new Stage(Setup.simulated("v2.2.5", 0.1))) {
            Simulator simulator = ((SimulatedUpstream) stage.upstream()).simulator();
            Room room = stage.open(Room.group("anew", "u1", "u2"));
            stage.say("u1", room, 30);
            stage.awaitStored(List.of(room));
            await().until(() -> stage.gaps().arrivals() == 0);
            List<LoggedMessage> before = stage.log();
            simulator.forget("anew", 2);
            // As if that had been a while ago: only who is newer by more than a moment began anew.
            Sql.run(
                    stage.database(),
                    "UPDATE wkgate_channel SET last_message_id = last_message_id - (60000 << 22)"
                            + " WHERE channel_id = 'anew'");
            stage.say("u1", room, 5);
            stage.awaitStored(List.of(room));

            Count began = Count.of(stage, Set.of());
            stage.gateway().kill();
            stage.say("u1", room, 5);
            await().until(() -> stage.lost().orElseThrow().size() >= 5);
            stage.gateway().restart();
            Instant ended = Instant.now();
            stage.say("u1", room, 1);
            Ending.of(stage, began).await("a channel begins anew", ended, PATIENCE);

            List<LoggedMessage> both = new ArrayList<>(before);
            both.addAll(stage.log());
            assertThat(both).hasSize(30 + 11);
            assertThat(Comparison.of(both, stage.table())).matches(Comparison::same);
            assertThat(stage.gaps().open() + stage.gaps().unreadable()).isZero();
            assertThat(IntStream.rangeClosed(1, 11).boxed().map(Long::valueOf).toList())
                    .isEqualTo(stage.log().stream().map(LoggedMessage::seq).toList());
            assertThat(stage.gaps().repaired()).isEqualTo(5);
        }
    }
}
