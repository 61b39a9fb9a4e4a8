package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.gap.GapState;
import io.wkgate.ops.FakeGapDesk;
import org.junit.jupiter.api.Test;

/** The promise: from the command line an operator sees what is missing and why, and has it asked for again. */
class GapsCommandTest extends CommandsOnFakeRelay {

    @Test
    void aloneItTellsAllAtAGlance() throws Exception {
        CommandRun run = run("gaps");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "open        2 gaps with 10 numbers, the oldest found 2026-11-22T10:00:00.500Z",
                        "repaired    340 messages",
                        "absent      7 numbers that WuKongIM does not have",
                        "unreadable  4 numbers that nobody known may read",
                        "known       5000 channels, looked after since 2026-11-22T10:00:00.500Z",
                        "arrivals    12 wait, the oldest from 2026-11-22T10:00:01.500Z");
    }

    @Test
    void theListIsOfAStateOrAChannel() throws Exception {
        assertThat(run("gaps", "list").out()).isEqualTo("no gaps" + System.lineSeparator());
        ops.gaps().add(1, GapState.OPEN);
        ops.gaps().add(2, GapState.ABSENT);
        ops.gaps().add(3, GapState.UNREADABLE, new ChannelKey(1, ChannelKey.join("u1", "u2")));
        assertThat(run("gaps", "list").out().lines())
                .containsExactly(
                        "      id  state      type channel                        from         to  reason     found"
                                + "                        back  evidence",
                        "       3  unreadable    1 u2@u1                             5          9  hole      "
                                + " 2026-11-22T10:00:00.500Z        3  asked as u1",
                        "       2  absent        2 g2                                5          9  hole      "
                                + " 2026-11-22T10:00:00.500Z        3  asked as u1",
                        "       1  open          2 g1                                5          9  hole      "
                                + " 2026-11-22T10:00:00.500Z        3  it did not answer in time");
        assertThat(run("gaps", "list", "--state", "open").out().lines()).hasSize(2);
        assertThat(run("gaps", "list", "--channel", "g2", "--type", "2").out().lines())
                .hasSize(2);
        assertThat(run("gaps", "list", "--channel", "u1", "--type", "1", "--uid", "u2")
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(run("gaps", "list", "--limit", "1").out().lines()).hasSize(2);
        assertThat(run("gaps", "list", "--before", "2").out().lines()).hasSize(2);
        assertThat(run("gaps", "list", "--state", "shut").error())
                .startsWith("wkgate: state: not open, repaired, absent or unreadable");
        assertThat(run("gaps", "list", "--channel", "g2").error()).startsWith("wkgate: channel_type: missing");
        assertThat(new JsonObject(run("gaps", "list", "--json").out())
                        .getJsonObject("summary")
                        .getLong("open_gaps"))
                .isEqualTo(2);
    }

    @Test
    void oneIsShownAndAskedForAgain() throws Exception {
        ops.gaps().add(1, GapState.OPEN);
        ops.gaps().add(2, GapState.ABSENT);
        assertThat(new JsonObject(run("gaps", "show", "2").out()).getString("evidence"))
                .isEqualTo("asked as u1");
        assertThat(run("gaps", "show", "77").error()).startsWith("wkgate: there is no gap 77");
        assertThat(run("gaps", "retry", "2", "1", "77"))
                .isEqualTo(new CommandRun(
                        1,
                        "2: open\n1: it is open; only what is absent or unreadable is asked for again\n"
                                + "77: there is no gap 77\n",
                        ""));
        assertThat(run("gaps", "retry").code()).as("nothing named").isEqualTo(2);
    }

    @Test
    void sweepsAreListedAndEnded() throws Exception {
        assertThat(run("gaps", "sweeps").out()).isEqualTo("no sweeps" + System.lineSeparator());
        ops.gaps().script(FakeGapDesk.view("open", 4, 3, 20, 5, 6));
        assertThat(run("repair", "--all-known", "--detach").code()).isZero();
        assertThat(run("gaps", "sweeps").out().lines())
                .containsExactly(
                        "      id  kind     state     asked                           channels   behind     back   absent"
                                + " unreadable   open  reason",
                        "       1  known    open      2026-11-22T10:00:00.500Z            4/10        2       20        5"
                                + "          6      3  an operator");
        assertThat(new JsonObject(run("gaps", "sweeps", "--json").out())
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getLong("walked"))
                .isEqualTo(4);
        assertThat(run("gaps", "cancel", "1", "1"))
                .isEqualTo(new CommandRun(1, "1: cancelled\n1: it is cancelled already\n", ""));
    }
}
