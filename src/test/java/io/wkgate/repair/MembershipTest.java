package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: v3 shows a channel only to its members, and only from their joining on, and wkgate takes nothing for absent that it
 * is merely not shown. What no known member may read is said to be unreadable, and is read when a member is seen who may. With the
 * manager listener everything is read.
 */
class MembershipTest {

    private static final int LOST = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static List<Setup> setups() {
        return withGrace(Setup.simulated("v3-20260823", 0.1));
    }

    static List<Setup> realSetups() {
        return withGrace(Setup.real("v3-20260823"));
    }

    /** A grace in which the channels can be changed before anybody reads them. */
    private static List<Setup> withGrace(Setup setup) {
        return setup.with("WKGATE_GAP_GRACE", "6s").withoutAndWithManager().toList();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void nothingIsGuessed(Setup setup) throws Exception {
        play(setup);
    }

    @Tag("real")
    @EnabledIfEnvironmentVariable(named = "WUKONGIM_HOME", matches = ".+")
    @ParameterizedTest
    @MethodSource("realSetups")
    void nothingIsGuessedOfARealOne(Setup setup) throws Exception {
        play(setup);
    }

    private static void play(Setup setup) throws Exception {
        try (Stage stage = new Stage(setup)) {
            Count began = Count.of(stage, Set.of());
            Room lateJoiner = stage.open(Room.group("late-joiner", "a"));
            Room founderLeft = stage.open(Room.group("founder-left", "a"));
            Room rejoined = stage.open(Room.group("rejoined", "a"));
            Room disbanded = stage.open(Room.group("disbanded", "a"));
            Room silentFounder = stage.open(Room.group("silent-founder", "a", "c"));
            List<Room> rooms = List.of(lateJoiner, founderLeft, rejoined, disbanded, silentFounder);
            rooms.forEach(room -> stage.say("a", room, LOST));
            stage.awaitStored(rooms);

            stage.gateway().kill();
            rooms.forEach(room -> stage.say("a", room, LOST));
            if (setup.real()) {
                // Long enough for its three tries.
                Outage.pass(Duration.ofSeconds(3));
            } else {
                await().until(() -> stage.lost().orElseThrow().size() >= rooms.size() * LOST);
            }
            stage.client().join("late-joiner", "b");
            stage.client().leave("founder-left", "a");
            stage.client().join("founder-left", "b");
            stage.client().leave("rejoined", "a");
            stage.client().join("rejoined", "a");
            stage.client().leave("silent-founder", "a");
            stage.client().join("silent-founder", "b");
            stage.gateway().restart();
            Instant ended = Instant.now();
            stage.say("b", lateJoiner, 1);
            stage.say("b", founderLeft, 1);
            stage.say("a", rejoined, 1);
            stage.say("b", silentFounder, 1);
            stage.say("a", disbanded, 1);
            stage.client().disband("disbanded");

            if (setup.manager()) {
                SceneReport report = Ending.of(stage, began).await("changed memberships", ended, PATIENCE);
                OutageTest.assertWhole(report);
                return;
            }
            List<Room> hidden = List.of(founderLeft, rejoined, disbanded);
            GapRows gaps = stage.gaps();
            await().untilAsserted(() -> {
                assertThat(gaps.unreadable()).isEqualTo((hidden.size() + 1L) * LOST);
                assertThat(gaps.open()).isZero();
            });
            assertThat(gaps.unreadable(silentFounder)).isEqualTo(LOST);
            stage.say("c", silentFounder, 1);

            await().until(() -> gaps.unreadable(silentFounder) == 0);
            SceneReport report = Ending.of(stage, began, hidden).await("changed memberships", ended, PATIENCE);
            for (Room room : hidden) {
                assertThat(gaps.unreadable(room)).as(room.name()).isEqualTo(LOST);
            }
            assertThat(report.count().absent()).isZero();
            assertThat(report.comparison().missing()).hasSize(hidden.size() * LOST);
            assertThat(report.comparison().surplus()).isEmpty();
            assertThat(report.comparison().different()).isEmpty();
        }
    }
}
