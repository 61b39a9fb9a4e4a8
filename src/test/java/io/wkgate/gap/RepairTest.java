package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.LogAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what is missing is pulled from upstream's log in pages, stored once, relayed once, and closed; what is not
 * missing is not pulled.
 */
@ExtendWith(DatabaseServerExtension.class)
class RepairTest {

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static Instant sent(long seq) {
        return Message.idTime(LogInMemory.id(GROUP, seq));
    }

    @Test
    void aLongGapIsReadFromItsEndDownwardsInPages(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 400);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.stored(GROUP, 1, 20).stored(GROUP, 351, 400).missing(GROUP, 21, 350);
            repair.start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).isEqualTo(range(1, 400));
            assertThat(log.askedEnds()).containsExactly(350L, 250L, 150L, 50L);
            assertThat(repair.gaps()).containsExactly("repaired 21-50 330");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message WHERE source = 'repair'"))
                    .isEqualTo(330);
            assertThat(repair.relay().numbers())
                    .containsExactlyInAnyOrderElementsOf(range(21, 350))
                    .startsWith(251L);
            assertThat(repair.count("wkgate_event WHERE source = 'repair'")).isEqualTo(4);
        }
    }

    @Test
    void manyHolesOfAChannelAreReadWithOnePage(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 100);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            for (long seq = 11; seq < 91; seq += 2) {
                repair.stored(GROUP, seq, seq).missing(GROUP, seq + 1, seq + 1);
            }
            repair.start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).isEqualTo(range(11, 90));
            assertThat(log.asked()).hasSize(1);
            assertThat(repair.relay().events()).hasSize(1);
            assertThat(repair.relay().numbers()).hasSize(40).allMatch(seq -> seq % 2 == 0);
        }
    }

    @Test
    void aSmallHoleCostsUpstreamASmallPage(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 100);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 50, 51).start().untilNothingIsOpen();
            assertThat(log.asked().get(0).request().limit()).isEqualTo(12);
            assertThat(repair.numbers(GROUP)).containsExactly(50L, 51L);
        }
    }

    @Test
    void onlyWhatIsNewIsWrittenAndRelayed(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 40);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.stored(GROUP, 15, 24)
                    .missing(GROUP, 10, 29, GapReason.ASKED, Optional.empty())
                    .start()
                    .untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).isEqualTo(range(10, 29));
            assertThat(repair.relay().numbers()).containsExactly(10L, 11L, 12L, 13L, 14L, 25L, 26L, 27L, 28L, 29L);
            assertThat(repair.gaps()).containsExactly("repaired 10-29 10");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message WHERE source = 'webhook'"))
                    .isEqualTo(10);
        }
    }

    @Test
    void nothingIsRelayedWhereAllCameByWebhookMeanwhile(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 40);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 29).stored(GROUP, 10, 29).start().untilNothingIsOpen();
            assertThat(repair.relay().events()).isEmpty();
            assertThat(repair.gaps()).containsExactly("repaired 10-29 0");
        }
    }

    @Test
    void aCommandInTheRunHasComeAndIsNotStored(ConnectionDetails database) throws Exception {
        JsonObject command = LogInMemory.json(GROUP, 25)
                .put(
                        "header",
                        new JsonObject().put("no_persist", 0).put("red_dot", 0).put("sync_once", 1));
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 40).has(GROUP, 25, LogInMemory.entry(command));
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 24, 26).start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).containsExactly(24L, 26L);
            assertThat(repair.relay().numbers()).containsExactly(24L, 26L);
            assertThat(repair.gaps()).containsExactly("repaired 24-26 2");
        }
    }

    @Test
    void whatIsNoMessageIsADeadLetterAndTheRestGoesOn(ConnectionDetails database) throws Exception {
        JsonObject wrong = LogInMemory.json(GROUP, 25).put("payload", "!");
        JsonObject tooLong = LogInMemory.json(GROUP, 26).put("client_msg_no", "x".repeat(300));
        LogInMemory log = LogInMemory.openToAll()
                .has(GROUP, 1, 40)
                .has(GROUP, 25, LogInMemory.entry(wrong))
                .has(GROUP, 26, LogInMemory.entry(tooLong));
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 21, 30).start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).containsExactly(21L, 22L, 23L, 24L, 27L, 28L, 29L, 30L);
            assertThat(repair.count("wkgate_dead_letter")).isEqualTo(2);
            assertThat(repair.gaps()).containsExactly("repaired 21-30 8");
        }
    }

    @Test
    void aRowThatTheDatabaseRefusesIsADeadLetterAndTheRestGoesOn(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 40);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            Sql.run(database, "ALTER TABLE message ADD CHECK (message_seq <> 25)");
            repair.missing(GROUP, 21, 30).start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).hasSize(9).doesNotContain(25L);
            assertThat(repair.count("wkgate_dead_letter")).isEqualTo(1);
            assertThat(repair.gaps()).containsExactly("repaired 21-30 9");
        }
    }

    @Test
    void twoMessagesOfOneNumberAreBothStored(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 40);
        JsonObject twin = LogInMemory.json(GROUP, 25).put("message_id", LogInMemory.id(GROUP, 25) + 1);
        twin.remove("message_idstr");
        log.behaves((node, request, own) -> {
            LogAnswer.Page page = (LogAnswer.Page) own;
            List<Entry> entries = new ArrayList<>(page.entries());
            entries.add(LogInMemory.entry(twin));
            return Future.succeededFuture(
                    new LogAnswer.Page(entries, List.of(), page.provenFrom(), page.lowest(), page.full()));
        });
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 25, 25).start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).containsExactly(25L, 25L);
        }
    }

    @Test
    void whatUpstreamDoesNotHaveIsAbsentWithTheEvidence(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll()
                .has(GROUP, 1, 60)
                .hasNot(GROUP, 1, 9)
                .hasNot(GROUP, 30, 32)
                .hasNot(GROUP, 40, 40);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 1, 45).start().untilNothingIsOpen();
            assertThat(repair.gaps())
                    .containsExactly("repaired 1-45 32", "absent 1-9 0", "absent 30-32 0", "absent 40-40 0");
            assertThat(repair.evidence().get(1))
                    .isEqualTo("node 1 (wukongim-1:5001): its page up to 45 has 32 messages and is complete from 1 on");
            assertThat(repair.metric("wkgate.gap.absent")).isEqualTo(13);
            assertThat(repair.metric("wkgate.gap.repaired")).isEqualTo(32);
            assertThat(log.asked()).hasSize(1);
        }
    }

    @Test
    void aGapOfWhichUpstreamHasNothingIsAbsentItself(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 60).hasNot(GROUP, 20, 30);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 20, 30).start().untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("absent 20-30 0");
        }
    }

    @Test
    void aChannelFirstSeenAtFiveThousandCostsOnePageAndPullsNothing(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 5000);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.stored(GROUP, 5000, 5000)
                    .missing(GROUP, 1, 4999, GapReason.FIRST_SEEN, Optional.of(sent(5000)))
                    .start()
                    .untilNothingIsOpen();
            assertThat(log.asked()).hasSize(1);
            assertThat(repair.numbers(GROUP)).containsExactly(5000L);
            assertThat(repair.gaps()).containsExactly("repaired 1-4999 0");
        }
    }

    @Test
    void whatWasSentSinceTheFloorComesBackAndWhatWasBeforeDoesNot(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 5000).hasNot(GROUP, 4900, 4901);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.stored(GROUP, 5000, 5000)
                    .missing(GROUP, 1, 4999, GapReason.FIRST_SEEN, Optional.of(sent(4850)))
                    .start()
                    .untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).hasSize(149).startsWith(4850L).endsWith(5000L);
            assertThat(repair.count("wkgate_gap WHERE state = 2 AND first_seq = 4900 AND last_seq = 4901"))
                    .isEqualTo(1);
            assertThat(repair.count("wkgate_gap")).isEqualTo(2);
            assertThat(log.asked()).hasSize(2);
        }
    }

    @Test
    void whatWasLostComesBeforeWhatNobodyEverHad(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll();
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            for (int number = 1; number <= 20; number++) {
                ChannelKey old = new ChannelKey(2, "old" + number);
                log.has(old, 1, 3);
                repair.missing(old, 1, 3, GapReason.HISTORY, Optional.empty());
            }
            Sql.run(database, "UPDATE wkgate_gap SET due_at = TIMESTAMPADD(HOUR, -1, due_at)");
            ChannelKey asked = new ChannelKey(2, "asked");
            repair.missing(asked, 1, 1, GapReason.ASKED, Optional.empty()).missing(GROUP, 1, 1);
            assertThat(repair.await(repair.queue().due(3)))
                    .startsWith(GROUP, asked)
                    .hasSize(3);
        }
    }

    @Test
    void aLongHistoryDoesNotKeepTheOthersWaiting(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 8000);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 1, 8000, GapReason.HISTORY, Optional.empty());
            Claim claim = repair.await(repair.queue().claim(GROUP)).orElseThrow();
            repair.await(repair.queue().giveBack(claim));
            repair.start();
            await().until(() -> log.asked().size() > 50);
            // Between the rounds it was given back; it came again, for nothing else was due.
            repair.untilNothingIsOpen();
            assertThat(repair.count("message")).isEqualTo(8000);
            assertThat(log.asked()).hasSize(80);
        }
    }

    @Test
    void withoutUpstreamGapsWait(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 10);
        try (RepairFixture repair = RepairFixture.withoutUpstream(database, log);
                RepairFixture other = RepairFixture.open(database, log)) {
            repair.start().missing(GROUP, 1, 5);
            await().during(Duration.ofSeconds(1)).until(() -> log.asked().isEmpty());
            assertThat(repair.gaps()).containsExactly("open 1-5 0");
            repair.await(repair.repair().drain(Duration.ofSeconds(5)));
            other.start().untilNothingIsOpen();
        }
    }

    @Test
    void twoReplicasReadEveryPageOnce(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll();
        try (RepairFixture one = RepairFixture.open(database, log);
                RepairFixture two = RepairFixture.open(database, log)) {
            List<ChannelKey> channels = IntStream.rangeClosed(1, 60)
                    .mapToObj(number -> new ChannelKey(2, "g" + number))
                    .toList();
            for (ChannelKey channel : channels) {
                log.has(channel, 1, 250);
                one.missing(channel, 1, 250);
            }
            one.start();
            two.start();
            one.untilNothingIsOpen();
            assertThat(one.count("message")).isEqualTo(60 * 250);
            assertThat(log.asked()).hasSize(60 * 3).doesNotHaveDuplicates();
            assertThat(one.relay().numbers()).isNotEmpty();
            assertThat(two.relay().numbers()).isNotEmpty();
            assertThat(one.relay().numbers().size() + two.relay().numbers().size())
                    .isEqualTo(60 * 250);
        }
    }
}
