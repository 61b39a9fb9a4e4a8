package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.outage.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: what a WuKongIM that is killed forgets to send is found, although the webhook was healthy all the time. v2.2.5 loses
 * what it had read from its queue and some of the first messages after its start, v3 what it had in memory; also of a channel in
 * which nobody speaks afterwards. Whole seconds, for the moment in which a message is in no safe place is short.
 */
class UpstreamRestartTest {

    private static final int MESSAGES_PER_SECOND = 60;
    private static final int BEFORE = 60;
    private static final int AFTER = 300;
    private static final int LAST_WORDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtOnce<SceneReport> REPORTS = new AtOnce<>(3, setups(), UpstreamRestartTest::play);

    static List<Setup> setups() {
        return Stream.of("v2.2.5", "v3-20260823")
                .map(version -> Setup.simulated(version, 1))
                .flatMap(Setup::withoutAndWithManager)
                .toList();
    }

    static List<Setup> realSetups() {
        return Stream.of("v2.2.5", "v3-20260823")
                .map(Setup::real)
                .flatMap(Setup::withoutAndWithManager)
                .toList();
    }

    @AfterAll
    static void end() {
        REPORTS.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void whatItForgotIsFound(Setup setup) throws Exception {
        OutageTest.assertWhole(REPORTS.of(setup));
    }

    @Tag("real")
    @EnabledIfEnvironmentVariable(named = "WUKONGIM_HOME", matches = ".+")
    @ParameterizedTest
    @MethodSource("realSetups")
    void whatARealOneForgotIsFound(Setup setup) throws Exception {
        // Whether a real one loses something is chance; what it lost is back.
        assertThat(play(setup)).matches(SceneReport::whole, "whole again");
    }

    private static SceneReport play(Setup setup) throws Exception {
        try (Stage stage = new Stage(setup)) {
            Count began = Count.of(stage, Set.of());
            Traffic traffic = new Cast(stage).talk(MESSAGES_PER_SECOND);
            List<Room> quiet =
                    List.of(stage.open(Room.group("quiet", "u1", "u2")), stage.open(Room.persons("u1", "friend")));
            quiet.forEach(room -> stage.say("u1", room, 1));
            stage.awaitStored(quiet);
            await(traffic, BEFORE);

            quiet.forEach(room -> stage.say("u1", room, LAST_WORDS));
            stage.upstream().kill();
            stage.upstream().restart();
            Instant ended = Instant.now();
            await(traffic, traffic.sent() + AFTER);
            traffic.stop();
            Outage.pass(Duration.ofSeconds(1));
            return Ending.of(stage, began).await("upstream killed and restarted", ended, PATIENCE);
        }
    }

    private static void await(Traffic traffic, long messages) {
        while (traffic.sent() < messages) {
            Outage.pass(Duration.ofMillis(100));
        }
    }
}
