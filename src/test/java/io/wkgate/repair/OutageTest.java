package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: after an outage of the database or of the gateway for longer than upstream is patient, the table equals upstream's
 * log, message by message, without anybody doing anything; channels that were spoken in only while something was away included.
 * Only v3 without its manager listener hides a channel that nobody speaks in any more. Upstream is simulated, its times and the
 * outages run at a tenth.
 */
class OutageTest {

    private static final int AT_A_TIME = 3;

    private static final AtOnce<List<SceneReport>> REPORTS =
            new AtOnce<>(AT_A_TIME, setups(), setup -> OutageScene.play(setup, Length.SHORT, Outage.values()));

    static List<Setup> setups() {
        return Setup.allSimulated(0.1);
    }

    @AfterAll
    static void end() {
        REPORTS.close();
    }

    static Stream<Setup> setupsThatFindEverything() {
        return setups().stream().filter(Setup::findsSilentChannels);
    }

    static Stream<Setup> setupsThatDoNot() {
        return setups().stream().filter(setup -> !setup.findsSilentChannels());
    }

    @ParameterizedTest
    @MethodSource("setupsThatFindEverything")
    void nothingStaysLost(Setup setup) throws Exception {
        assertThat(REPORTS.of(setup)).hasSize(Outage.values().length).allSatisfy(OutageTest::assertWhole);
    }

    @ParameterizedTest
    @MethodSource("setupsThatDoNot")
    void onlyASilentChannelStaysHidden(Setup setup) throws Exception {
        assertThat(REPORTS.of(setup))
                .hasSize(Outage.values().length)
                .allSatisfy(OutageTest::assertWholeButForTheHidden);
    }

    static void assertAsFarAsCanBe(SceneReport report) {
        if (report.setup().findsSilentChannels()) {
            assertWhole(report);
        } else {
            assertWholeButForTheHidden(report);
        }
    }

    static void assertWhole(SceneReport report) {
        assertThat(report.count().lost())
                .as("an outage that loses nothing proves nothing")
                .isPositive();
        assertThat(report.count().messages()).isGreaterThan(report.count().lost());
        assertThat(report).matches(SceneReport::whole, "whole again");
    }

    /** What is hidden is known to be missing: were it found, the documentation would be wrong. */
    static void assertWholeButForTheHidden(SceneReport report) {
        assertThat(report.count().lost())
                .as("an outage that loses nothing proves nothing")
                .isPositive();
        assertThat(report).matches(SceneReport::wholeButForTheHidden, "whole but for the hidden channels");
        assertThat(report.comparison().missing())
                .extracting(LoggedMessage::channel)
                .containsAll(report.hidden());
    }
}
