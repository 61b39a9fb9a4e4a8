package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.LogRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a process may die, sleep or be stopped at any moment of a repair; another goes on at the page where it was, no
 * row and no event is made twice, and who slept through the end of its lease changes nothing any more.
 */
@ExtendWith(DatabaseServerExtension.class)
class InterruptedRepairTest {

    private static final String OVER = "UPDATE wkgate_gap SET due_at = UTC_TIMESTAMP(3) WHERE state = 0";

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static ReadPage page(LogInMemory log, long end, int limit) {
        LogAnswer answer = log.page(log.node(0).orElseThrow(), new LogRequest(GROUP, end, limit, Optional.empty()))
                .result();
        return new ReadPage(GROUP, end, (LogAnswer.Page) answer);
    }

    @Test
    void itDiesBetweenStoringAPageAndNotingIt(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 300);
        RepairFixture dead = RepairFixture.open(database, log).missing(GROUP, 1, 300);
        Claim claim = dead.await(dead.queue().claim(GROUP)).orElseThrow();
        dead.await(dead.pageStore().store(claim, page(log, 300, 100)));
        assertThat(dead.relay().events()).hasSize(1);
        dead.abandon();

        try (RepairFixture alive = RepairFixture.open(database, log)) {
            alive.start();
            assertThat(alive.gaps()).containsExactly("open 1-300 0");
            Sql.run(database, OVER);
            alive.untilNothingIsOpen();
            assertThat(alive.numbers(GROUP)).isEqualTo(range(1, 300));
            assertThat(log.askedEnds()).containsExactly(300L, 300L, 200L, 100L);
            assertThat(alive.relay().numbers()).containsExactlyInAnyOrderElementsOf(range(1, 200));
            assertThat(alive.count("wkgate_event")).isEqualTo(3);
        }
    }

    @Test
    void whoSleptThroughTheEndOfItsLeaseChangesNothing(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 300).hasNot(GROUP, 250, 250);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 1, 300);
            GapQueue queue = repair.queue();
            Claim slept = repair.await(queue.claim(GROUP)).orElseThrow();
            assertThat(repair.await(queue.claim(GROUP))).isEmpty();
            Sql.run(database, OVER);
            Claim other = repair.await(queue.claim(GROUP)).orElseThrow();
            repair.await(queue.settle(other, page(log, 300, 250), List.of(), "seen"));
            List<String> now = repair.gaps();
            String dues = "SELECT GROUP_CONCAT(due_at) FROM wkgate_gap";
            List<String> due = Sql.column(database, dues);

            assertThat(repair.await(queue.settle(slept, page(log, 300, 10), List.of(300L), "old"))
                            .left())
                    .isEmpty();
            repair.await(queue.putBack(slept, "it failed", Duration.ofHours(1)));
            repair.await(queue.unreadable(slept, "nobody"));
            repair.await(queue.giveBack(slept));
            repair.await(queue.renew(slept));
            assertThat(repair.gaps()).isEqualTo(now).containsExactly("open 1-49 0", "absent 250-250 0");
            assertThat(Sql.column(database, dues)).isEqualTo(due);
            assertThat(repair.evidence()).containsExactly("", "seen");
        }
    }

    @Test
    void aReplicaWhoseLeaseRanOutInTheMiddleOfAPageStops(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 300);
        Promise<LogAnswer> late = Promise.promise();
        log.behaves((node, request, own) -> {
            if (log.asked().size() > 1) {
                return Future.succeededFuture(own);
            }
            return late.future().map(any -> own);
        });
        try (RepairFixture slow = RepairFixture.open(database, log);
                RepairFixture other = RepairFixture.open(database, log)) {
            slow.missing(GROUP, 1, 300).start();
            await().until(() -> log.asked().size() == 1);
            Sql.run(database, OVER);
            other.start().untilNothingIsOpen();
            late.complete();
            slow.await(slow.repair().drain(Duration.ofSeconds(10)));
            assertThat(slow.numbers(GROUP)).isEqualTo(range(1, 300));
            assertThat(log.askedEnds()).containsExactly(300L, 300L, 200L, 100L);
            assertThat(slow.relay().events()).isEmpty();
            assertThat(slow.gaps()).containsExactly("repaired 1-100 300");
        }
    }

    @Test
    void whatComesByWebhookMeanwhileMakesTheGapSmallerAndIsNotCalledAbsent(ConnectionDetails database)
            throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 100).hasNot(GROUP, 60, 80);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 51, 100);
            GapQueue queue = repair.queue();
            Claim claim = repair.await(queue.claim(GROUP)).orElseThrow();
            ReadPage page = page(log, 100, 100);
            // Meanwhile the finder sees 71 to 100 come.
            Sql.run(database, "UPDATE wkgate_gap SET last_seq = 70");
            Progress progress = repair.await(queue.settle(claim, page, List.of(51L, 52L), "seen"));
            assertThat(progress.absent()).isEqualTo(11);
            assertThat(progress.left().orElseThrow().gaps()).isEmpty();
            assertThat(repair.gaps()).containsExactly("repaired 51-70 2", "absent 60-70 0");
        }
    }

    @Test
    void theFinderMayCloseTheGapMeanwhile(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 100).hasNot(GROUP, 60, 80);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 51, 100);
            Claim claim = repair.await(repair.queue().claim(GROUP)).orElseThrow();
            Sql.run(database, "UPDATE wkgate_gap SET state = 1, lease = NULL");
            assertThat(repair.await(repair.queue().settle(claim, page(log, 100, 100), List.of(), "seen")))
                    .isEqualTo(Progress.LOST);
            assertThat(repair.gaps()).containsExactly("repaired 51-100 0");
        }
    }

    @Test
    void aDrainingReplicaEndsItsPageAndGivesTheRestBack(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 300);
        Promise<Void> go = Promise.promise();
        log.behaves((node, request, own) -> go.future().map(any -> own));
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 1, 300).start();
            await().until(() -> log.asked().size() == 1);
            Future<Void> drained = repair.repair().drain(Duration.ofSeconds(30));
            go.complete();
            repair.await(drained);
            assertThat(log.asked()).hasSize(1);
            assertThat(repair.gaps()).containsExactly("open 1-200 100");
            assertThat(repair.count("wkgate_gap WHERE lease IS NULL AND due_at <= UTC_TIMESTAMP(3)"))
                    .isEqualTo(1);
        }
    }
}
