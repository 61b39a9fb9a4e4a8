package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.testing.MessageRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise of the tests beside this one: their outages lose messages, and their comparison tells exactly which. Without repair it
 * names what upstream gave up, on every version; with these rows put back by hand it finds nothing.
 */
class LossIsSeenTest {

    private static final ChannelKey GROUP = new ChannelKey(2, "g1");

    private static final AtOnce<SceneReport> REPORTS =
            new AtOnce<>(3, setups(), setup -> play(setup, Length.UNREPAIRED));

    static List<Setup> setups() {
        return Setup.allSimulated(0.1).stream()
                .filter(setup -> !setup.manager())
                .map(LossIsSeenTest::unrepaired)
                .toList();
    }

    static List<Setup> realSetups() {
        return Setup.realVersions()
                .map(Setup::real)
                .map(LossIsSeenTest::unrepaired)
                .toList();
    }

    private static Setup unrepaired(Setup setup) {
        return setup.with("WKGATE_GAP_FIND", "false");
    }

    @AfterAll
    static void end() {
        REPORTS.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void whatUpstreamGaveUpIsMissingAndNothingElse(Setup setup) throws Exception {
        assertLossesOnly(REPORTS.of(setup));
    }

    @Tag("real")
    @EnabledIfEnvironmentVariable(named = "WUKONGIM_HOME", matches = ".+")
    @ParameterizedTest
    @MethodSource("realSetups")
    void soItIsWithRealServers(Setup setup) throws Exception {
        assertLossesOnly(play(setup, Length.UNREPAIRED_AND_REAL));
    }

    private static SceneReport play(Setup setup, Length length) throws Exception {
        try (Stage stage = new Stage(setup)) {
            SceneReport report = new OutageScene(stage, length).play(Outage.GATEWAY_KILLED);
            System.out.println("without repair: " + report);
            List<LoggedMessage> missing = report.comparison().missing();
            // A gateway that is killed may have stored what it did not acknowledge, so more may be given up than is
            // missing.
            stage.lost()
                    .ifPresent(lost -> assertThat(lost)
                            .containsAll(missing.stream().map(LoggedMessage::id).toList()));

            putBack(stage, missing);
            assertThat(stage.compare().same()).isTrue();
            return report;
        }
    }

    private static void assertLossesOnly(SceneReport report) {
        assertThat(report.comparison().missing()).isNotEmpty();
        assertThat(report.comparison().surplus()).isEmpty();
        assertThat(report.comparison().different()).isEmpty();
    }

    @Test
    void everyFieldCounts() {
        LoggedMessage logged = new LoggedMessage(7, 3, GROUP, "u1", "no", 100, "x".getBytes());
        MessageRows.Row row = new MessageRows.Row(7, 3, "no", "u1", "g1", 2, true, 0, 0, 101, "x".getBytes());
        List<MessageRows.Row> wrong = List.of(
                new MessageRows.Row(7, 4, "no", "u1", "g1", 2, true, 0, 0, 100, "x".getBytes()),
                new MessageRows.Row(7, 3, "on", "u1", "g1", 2, true, 0, 0, 100, "x".getBytes()),
                new MessageRows.Row(7, 3, "no", "u2", "g1", 2, true, 0, 0, 100, "x".getBytes()),
                new MessageRows.Row(7, 3, "no", "u1", "G1", 2, true, 0, 0, 100, "x".getBytes()),
                new MessageRows.Row(7, 3, "no", "u1", "g1", 1, true, 0, 0, 100, "x".getBytes()),
                new MessageRows.Row(7, 3, "no", "u1", "g1", 2, true, 0, 0, 102, "x".getBytes()),
                new MessageRows.Row(7, 3, "no", "u1", "g1", 2, true, 0, 0, 100, "y".getBytes()));

        assertThat(Comparison.of(List.of(logged), List.of(row)).same()).isTrue();
        assertThat(wrong)
                .allSatisfy(other -> assertThat(
                                Comparison.of(List.of(logged), List.of(other)).different())
                        .hasSize(1));
        assertThat(Comparison.of(List.of(logged), List.of()).missing()).containsExactly(logged);
        assertThat(Comparison.of(List.of(), List.of(row)).surplus()).containsExactly(row);
    }

    private static void putBack(Stage stage, List<LoggedMessage> missing) throws SQLException {
        try (Connection connection = stage.database().connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO message (message_id, message_seq, channel_type, channel_id, from_uid, client_msg_no,"
                                + " timestamp, payload, red_dot, setting, expire, source)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 'repair')")) {
            for (LoggedMessage message : missing) {
                insert.setLong(1, message.id());
                insert.setLong(2, message.seq());
                insert.setInt(3, message.channel().type());
                insert.setString(4, message.channel().id());
                insert.setString(5, message.sender());
                insert.setString(6, message.clientMsgNo());
                insert.setLong(7, message.timestamp());
                insert.setBytes(8, message.payload());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
