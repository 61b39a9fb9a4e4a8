package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.ops.FakeRelayDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The promise: from the command line an operator sees how destinations fare, stops, starts and forgets them, reads what was
 * sent and how each attempt went, and replays or drops dead deliveries, one by one or by a filter.
 */
class RelayCommandsTest extends CommandsOnFakeRelay {

    private void giveUp(long from, long to, String destination) {
        LongStream.rangeClosed(from, to)
                .forEach(id -> ops.relay().giveUp(id, destination, "msg.offline", "[" + id + "]"));
    }

    @Test
    void theListIsOfTheFilterAndTellsTheDestination() throws Exception {
        giveUp(11, 11, "a");
        giveUp(12, 12, "b");
        CommandRun list = run("deadletters", "list", "--destination", "b", "--event", "msg.offline");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines().skip(1))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("       2  ")
                        .contains("delivery", "msg.offline")
                        .endsWith("b: it answered 507"));
        assertThat(run("deadletters", "list", "--kind", "message").out()).startsWith("no dead letters");
        assertThat(run("deadletters", "list", "--from-id", "2", "--to-id", "2")
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(run("deadletters", "list", "--since", "2100-01-01T00:00:00Z").out())
                .startsWith("no dead letters");
        assertThat(run("deadletters", "list", "--until", "soon").error())
                .startsWith("wkgate: until: not a time such as ");
    }

    @Test
    void oneIsShownAsPeopleReadIt() throws Exception {
        ops.relay().giveUp(11, "a", "msg.notify", "[\"你好\"]");
        CommandRun shown = run("deadletters", "show", "1");
        assertThat(shown.code()).isZero();
        assertThat(shown.out().lines())
                .containsExactly(
                        "dead letter 1: a: it answered 507",
                        "delivery 11 of msg.notify to a: dead",
                        "received 2026-11-22T10:00:00.500Z, expires 2026-11-22T10:00:03.500Z",
                        "",
                        "POST http://b:8090/hook",
                        "Content-Type: application/json",
                        "webhook-id: evt_11",
                        "X-Key: ••••",
                        "",
                        "[\"你好\"]",
                        "",
                        "  failed at                outcome           status      took  detail and answer",
                        "  2026-11-22T10:00:00.500Z unreachable            0      3 ms  nobody listens",
                        "  2026-11-22T10:00:04.500Z failed               507     12 ms  it answered 507; no ·[31mroom");
        assertThat(run("deliveries", "show", "11").out().lines())
                .containsExactlyElementsOf(shown.out().lines().skip(1).toList());
        JsonObject letter =
                new JsonObject(run("deadletters", "show", "1", "--json").out());
        assertThat(letter.getJsonObject("delivery").getString("webhook_id")).isEqualTo("evt_11");
        assertThat(new JsonObject(run("deliveries", "show", "11", "--json").out()))
                .isEqualTo(letter.getJsonObject("delivery"));
        assertThat(run("deliveries", "show", "12").error()).startsWith("wkgate: there is no delivery 12");
    }

    @Test
    void aLongBodyIsCutAndTheCutIsSaid() throws Exception {
        ops.relay().giveUp(11, "a", "msg.notify", "x".repeat(1999) + "😀" + "y".repeat(10));
        assertThat(run("deadletters", "show", "1").out().lines())
                .contains("x".repeat(1999), "… 11 more characters; --json shows them");
    }

    @Test
    void someAreReplayedAndDroppedByTheirIds() throws Exception {
        giveUp(11, 13, "a");
        assertThat(run("deadletters", "replay", "1", "77"))
                .isEqualTo(new CommandRun(1, "1: delivery 11 is tried again\n77: there is no dead letter 77\n", ""));
        assertThat(run("deadletters", "drop", "2")).isEqualTo(new CommandRun(0, "2: dropped\n", ""));
        assertThat(run("deadletters", "discard", "3")).isEqualTo(new CommandRun(0, "3: dropped\n", ""));
        assertThat(ops.relay().replayed()).containsExactly(11L);
        assertThat(ops.relay().dropped()).containsExactly(12L, 13L);
    }

    @Test
    void thoseOfAFilterAreReplayedOverAllPagesInTheirOrderAndWhatIsRefusedIsTold() throws Exception {
        giveUp(1000, 1149, "a");
        ops.relay().giveUp(1150, "a", "msg.notify", "[]", false);
        giveUp(1151, 1250, "a");
        giveUp(1300, 1300, "b");
        assertThat(run("deadletters", "replay", "--destination", "a"))
                .isEqualTo(new CommandRun(
                        1, "151: there is no such dead delivery any more\n250 replayed, 1 refused\n", ""));
        assertThat(ops.relay().replayed()).hasSize(250).isSorted();
        assertThat(run("deadletters", "list").out().lines()).hasSize(3);
        assertThat(run("deadletters", "replay", "--destination", "b")).isEqualTo(new CommandRun(0, "1 replayed\n", ""));
    }

    @Test
    void thoseOfAFilterAreDroppedOnlyWithAYes() throws Exception {
        giveUp(11, 12, "a");
        giveUp(13, 13, "b");
        for (String[] way : new String[][] {{"--destination", "a"}, {"--all"}}) {
            List<String> drop = new ArrayList<>(List.of("deadletters", "drop"));
            drop.addAll(List.of(way));
            CommandRun refused = run(drop.toArray(String[]::new));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.error()).contains("--yes");
        }
        assertThat(ops.relay().dropped()).isEmpty();
        assertThat(run("deadletters", "drop", "--destination", "a", "--yes").out())
                .isEqualTo("2 dropped\n");
        assertThat(ops.relay().dropped()).containsExactly(11L, 12L);
    }

    @Test
    void anEmptyFilterIsAMistakeAndNotAll() throws Exception {
        giveUp(11, 11, "a");
        CommandRun run = run("deadletters", "drop", "--kind", "delivery", "--destination", "", "--yes");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).startsWith("wkgate: destination: empty");
        for (String action : List.of("replay", "drop")) {
            assertThat(run("deadletters", action).error())
                    .isEqualTo("wkgate: name the ids, or a filter, or --all" + System.lineSeparator());
            assertThat(run("deadletters", action, "1", "--all").error())
                    .isEqualTo("wkgate: name the ids, or a filter, or --all" + System.lineSeparator());
            assertThat(run("deadletters", action, "--all", "--kind", "delivery").error())
                    .isEqualTo("wkgate: name the ids, or a filter, or --all" + System.lineSeparator());
        }
        assertThat(ops.relay().dropped()).isEmpty();
        assertThat(ops.relay().replayed()).isEmpty();
    }

    @Test
    void destinationsAreListedStoppedStartedAndForgotten() throws Exception {
        assertThat(run("destinations", "list").out()).isEqualTo("no destinations" + System.lineSeparator());
        ops.relay().add(FakeRelayDesk.status("business", true));
        ops.relay().add(FakeRelayDesk.status("old", false));
        assertThat(run("destinations", "list").out().lines())
                .containsExactly(
                        "name                 state    circuit     waiting     oldest      dead  address",
                        "business             started  closed            7       90 s         2  http://b:8090/hook",
                        "old                  started  closed            7       90 s         2  not configured any more:"
                                + " forget it, or configure it again");
        assertThat(run("destinations", "stop", "business", "none", "--reason", "moving house"))
                .isEqualTo(new CommandRun(1, "business: stopped\nnone: there is no destination none\n", ""));
        assertThat(run("destinations", "list").out())
                .contains("http://b:8090/hook; stopped at 2026-11-22T10:00:00.500Z: moving house");
        assertThat(run("destinations", "start", "business").out()).isEqualTo("business: started\n");
        assertThat(run("destinations", "forget", "business", "old"))
                .isEqualTo(new CommandRun(
                        1,
                        "business: it is configured: take it out of relay.destinations on every replica first\n"
                                + "old: forgotten, with 9 deliveries\n",
                        ""));
        assertThat(run("destinations", "stop").code()).as("nothing named").isEqualTo(2);
    }
}
