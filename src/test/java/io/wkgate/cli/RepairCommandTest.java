package io.wkgate.cli;

import static io.wkgate.ops.FakeGapDesk.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.gap.SweepOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: one command orders a repair, shows how far it is until the last gap is closed, and says by its exit code
 * whether anything is left; what it does not understand it does not order.
 */
class RepairCommandTest extends CommandsOnFakeRelay {

    @BeforeEach
    void script() {
        ops.gaps().script(view("done", 10, 0, 7, 0, 0));
    }

    @Override
    CommandRun run(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "repair";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return super.run(all);
    }

    private SweepOrder ordered(String... arguments) throws Exception {
        CommandRun run = run(arguments);
        assertThat(run.code()).as(run.error()).isZero();
        List<SweepOrder> orders = ops.gaps().orders();
        return orders.get(orders.size() - 1);
    }

    @Test
    void everyWayOrdersWhatItSays() throws Exception {
        ChannelKey group = new ChannelKey(2, "g1");
        assertThat(ordered("--channel", "g1", "--type", "2"))
                .isEqualTo(new SweepOrder.OneChannel(group, OptionalLong.empty(), OptionalLong.empty()));
        assertThat(ordered("--channel", "g1", "--type", "2", "--from", "5", "--to", "9"))
                .isEqualTo(new SweepOrder.OneChannel(group, OptionalLong.of(5), OptionalLong.of(9)));
        assertThat(ordered("--channel", "u1", "--type", "1", "--uid", "u2"))
                .isEqualTo(new SweepOrder.OneChannel(
                        new ChannelKey(1, ChannelKey.join("u1", "u2")), OptionalLong.empty(), OptionalLong.empty()));
        assertThat(ordered("--since", "2026-11-22T10:00:00Z"))
                .isEqualTo(new SweepOrder.Since(Instant.parse("2026-11-22T10:00:00Z")));
        assertThat(ordered("--since", "2h"))
                .isInstanceOfSatisfying(
                        SweepOrder.Since.class,
                        since -> assertThat(Duration.between(since.time(), Instant.now()))
                                .isBetween(Duration.ofHours(2), Duration.ofHours(3)));
        assertThat(ordered("--all-known")).isEqualTo(new SweepOrder.AllKnown());
        assertThat(ordered("--history")).isEqualTo(new SweepOrder.History(List.of()));
        assertThat(ordered("--history", "--channel", "g1", "--channel", "g2", "--type", "2"))
                .isEqualTo(new SweepOrder.History(List.of(group, new ChannelKey(2, "g2"))));
        assertThat(ordered("--all-known", "--reason", "after the move")).isNotNull();
        assertThat(ops.gaps().reasons()).endsWith("after the move");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--all-known --history",
                "--all-known --channel g1 --type 2",
                "--since 2h --all-known",
                "--since yesterday",
                "--all-known --from 5",
                "--history --channel g1 --type 2 --to 9",
                "--history --type 2",
                "--type 2",
                "--channel g1 --channel g2 --type 2",
                "--channel g1",
                "--channel g1 --type x",
                "--channel g1 --type 2 --from 9 --to 5",
                "--channel g1 --type 2 --from 0",
                "--channel u1 --type 1"
            })
    void aMistakeIsToldOrdersNothingAndEndsWithTwo(String arguments) throws Exception {
        CommandRun run = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.error()).contains("Usage: wkgate repair");
        assertThat(run.out()).isEmpty();
        assertThat(ops.gaps().orders()).isEmpty();
    }

    @Test
    void itIsFollowedUntilTheLastGapIsClosed() throws Exception {
        ops.gaps()
                .script(
                        view("open", 0, 0, 0, 0, 0),
                        view("open", 6, 4, 1, 0, 0),
                        view("done", 10, 3, 5, 0, 0),
                        view("done", 10, 0, 7, 2, 0));
        CommandRun run = run("--all-known");
        assertThat(run.out().lines())
                .containsExactly(
                        "sweep 1 is done",
                        "channels walked                10",
                        "  behind                        5",
                        "  number not told               1",
                        "messages brought back           7",
                        "absent                          2",
                        "unreadable                      0",
                        "gaps still open                 0");
        assertThat(run.error().lines().findFirst()).hasValue("0/10 channels, 0 behind, 0 back, 0 gaps open");
        assertThat(run.code()).as("absent is nobody's fault").isZero();
    }

    @Test
    void whatIsLeftIsToldByTheExitCode() throws Exception {
        ops.gaps().script(view("done", 10, 0, 7, 0, 3));
        assertThat(run("--all-known").code()).as("unreadable").isEqualTo(1);
        ops.gaps().script(view("open", 1, 2, 0, 0, 0), view("cancelled", 3, 2, 0, 0, 0));
        CommandRun cancelled = run("--all-known");
        assertThat(cancelled.out()).startsWith("sweep 2 is cancelled").endsWith("2" + System.lineSeparator());
        assertThat(cancelled.code()).as("cancelled").isEqualTo(1);
    }

    @Test
    void detachedItTellsTheIdAndDoesNotWait() throws Exception {
        ops.gaps().script(view("open", 0, 0, 0, 0, 0));
        CommandRun run = run("--all-known", "--detach");
        assertThat(run)
                .isEqualTo(new CommandRun(
                        0, "sweep 1 is ordered; `wkgate gaps sweeps` shows it" + System.lineSeparator(), ""));
        assertThat(new JsonObject(run("--all-known", "--detach", "--json").out()))
                .isEqualTo(new JsonObject().put("id", "2"));
    }

    @Test
    void asJsonTheEndIsAllThatIsOnStandardOutput() throws Exception {
        ops.gaps().script(view("open", 0, 0, 0, 0, 0), view("done", 10, 0, 7, 2, 0));
        JsonObject end = new JsonObject(run("--all-known", "--json").out());
        assertThat(end.getString("state")).isEqualTo("done");
        assertThat(end.getLong("repaired")).isEqualTo(7);
    }

    @Test
    void aGatewayThatIsAwayForAMomentIsWaitedFor() throws Exception {
        ops.gaps().failLooks(2);
        CommandRun run = run("--all-known");
        assertThat(run.code()).isZero();
        assertThat(run.error().lines()).containsExactly("the database did not answer");
        assertThat(run.out()).startsWith("sweep 1 is done");
    }

    @Test
    void whatTheGatewayCannotDoIsToldInASentence() throws Exception {
        ops.gaps().setAway(true);
        assertThat(run("--all-known"))
                .isEqualTo(new CommandRun(1, "", "wkgate: the database did not answer" + System.lineSeparator()));
    }
}
