package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.TestNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: whatever upstream answers, nothing is stored in a wrong place, nothing is called absent without proof, nothing
 * is asked without end, and when it is well again everything comes back.
 */
@ExtendWith(DatabaseServerExtension.class)
class FaultyUpstreamTest {

    private static final String DUE = "UPDATE wkgate_gap SET due_at = UTC_TIMESTAMP(3)";

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(FaultyUpstream.class)
    void itIsAskedRarelyAndBelievedNothing(FaultyUpstream fault, ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 50);
        log.behaves(fault.behaviour());
        try (RepairFixture repair = RepairFixture.patient(database, log)) {
            repair.missing(GROUP, 10, 45).start();
            for (int attempt = 1; attempt <= 2; attempt++) {
                int expected = attempt;
                await().until(() -> Sql.number(database, "SELECT attempts FROM wkgate_gap") == expected);
                assertThat(log.asked()).hasSize(attempt);
                Sql.run(database, DUE);
            }
            await().until(() -> Sql.number(database, "SELECT attempts FROM wkgate_gap") == 3);
            assertThat(repair.gaps()).containsExactly("open 10-45 0");
            assertThat(repair.count("message")).isZero();
            assertThat(repair.evidence().get(0)).startsWith("node 1 (wukongim-1:5001): ");
            assertThat(repair.metric("wkgate.gap.failures")).isEqualTo(3);
            log.behavesWell();
            Sql.run(database, DUE);
            repair.untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).isEqualTo(range(10, 45));
        }
    }

    @Test
    void aChannelThatItDoesNotKnowIsUnreadableAfterAWhile(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll();
        log.behaves(FaultyUpstream.NO_PROOF_AND_NOTHING_IN_IT.behaviour());
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start().untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("unreadable 10-45 0");
            assertThat(log.asked()).hasSize(6);
        }
    }

    @Test
    void whatIsRightInAWrongPageIsTakenFromItsEndDown(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 50);
        log.behaves((node, request, own) -> {
            LogAnswer.Page page = (LogAnswer.Page) own;
            List<Entry> entries = new ArrayList<>(page.entries());
            entries.removeIf(entry -> ((Entry.Accepted) entry).message().messageSeq() == 40);
            entries.add(LogInMemory.entry(GROUP, 1000));
            return Future.succeededFuture(
                    new LogAnswer.Page(entries, List.of(), page.provenFrom(), page.lowest(), page.full()));
        });
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start();
            await().until(() -> repair.gaps().equals(List.of("open 10-40 35")));
            assertThat(repair.numbers(GROUP)).doesNotContain(40L, 1000L);
            log.behavesWell();
            repair.untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).isEqualTo(range(10, 45));
            assertThat(repair.count("wkgate_gap WHERE state = 2")).isZero();
        }
    }

    @Test
    void whatHasNoMessagesButRefusedOnesGoesOn(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll();
        for (long seq = 1; seq <= 20; seq++) {
            log.has(GROUP, seq, LogInMemory.entry(LogInMemory.json(GROUP, seq).put("payload", "!" + seq)));
        }
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 1, 20).start().untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("repaired 1-20 0");
            assertThat(repair.count("wkgate_dead_letter")).isEqualTo(20);
        }
    }

    @Test
    void anAnswerOfOneMessageAtATimeGoesOn(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll();
        log.behaves((node, request, own) -> Future.succeededFuture(new LogAnswer.Page(
                List.of(LogInMemory.entry(GROUP, request.end())),
                List.of(),
                OptionalLong.of(request.end()),
                OptionalLong.of(request.end()),
                true)));
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 1, 120).start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).isEqualTo(range(1, 120));
            assertThat(log.asked()).hasSize(120);
        }
    }

    @Test
    void itGoesAwayInTheMiddleAndRepairGoesOnWhereItWas(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 500);
        AtomicInteger calls = new AtomicInteger();
        log.behaves((node, request, own) -> calls.incrementAndGet() > 2
                ? Future.failedFuture(TestNodes.notConnected())
                : Future.succeededFuture(own));
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 1, 500).start();
            await().until(() -> calls.get() > 4);
            assertThat(repair.gaps()).containsExactly("open 1-300 200");
            log.behavesWell();
            repair.untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).isEqualTo(range(1, 500));
            assertThat(log.askedEnds()).startsWith(500L, 400L, 300L).endsWith(300L, 200L, 100L);
            assertThat(repair.relay().numbers()).hasSize(500).doesNotHaveDuplicates();
        }
    }

    @Test
    void theLogSaysItOnceAndWhenItIsBackNobodyWaitsOutHisPause(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll();
        log.behaves(FaultyUpstream.WRONG_TOKEN.behaviour());
        try (LogCapture lines = LogCapture.open();
                RepairFixture repair = RepairFixture.patient(database, log)) {
            for (int number = 1; number <= 30; number++) {
                ChannelKey channel = new ChannelKey(2, "g" + number);
                log.has(channel, 1, 5);
                repair.missing(channel, 1, 5);
            }
            repair.start();
            await().until(() -> repair.count("wkgate_gap WHERE attempts > 0") == 30);
            assertThat(repair.evidence())
                    .allMatch(text -> text.equals("node 1 (wukongim-1:5001): token missing or wrong (status 401)"));
            // As after a long outage: each waits for minutes.
            Sql.run(
                    database,
                    "UPDATE wkgate_gap SET due_at = TIMESTAMPADD(MINUTE, 4, UTC_TIMESTAMP(3)) WHERE id > 1",
                    "UPDATE wkgate_gap SET due_at = UTC_TIMESTAMP(3) WHERE id = 1");
            log.behavesWell();
            repair.untilNothingIsOpen();
            assertThat(repair.count("message")).isEqualTo(150);
            assertThat(lines.lines())
                    .filteredOn(line -> line.contains("repairs wait"))
                    .containsExactly(
                            "WARN repairs wait: WuKongIM cannot be asked: node 1 (wukongim-1:5001): token missing"
                                    + " or wrong (status 401)");
            assertThat(lines.lines())
                    .filteredOn(line -> line.contains("repairs go on"))
                    .hasSize(1);
        }
    }

    @Test
    void anotherNodeIsAskedAfterAFailure(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll(3).has(GROUP, 1, 50);
        log.behaves((node, request, own) ->
                log.asked().size() <= 2 ? Future.failedFuture(TestNodes.noAnswer()) : Future.succeededFuture(own));
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start().untilNothingIsOpen();
            assertThat(log.asked().stream().map(LogInMemory.Asked::node))
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
    }
}
