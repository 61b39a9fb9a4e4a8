package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: what a comparison finds missing, and what somebody wants read again, is a gap once, whatever the finder does
 * at the same time.
 */
@ExtendWith(DatabaseServerExtension.class)
class ChannelLedgerTest {

    private static final ChannelKey G = new ChannelKey(2, "g1");
    private static final Duration OLD = FinderFixture.GRACE.plusMinutes(1);
    private static final Instant NOW = Instant.now();
    private static final OptionalLong NONE = OptionalLong.empty();

    private ConnectionDetails database;
    private FinderFixture finding;
    private ChannelLedger ledger;

    @BeforeEach
    void open(ConnectionDetails database) {
        this.database = database;
        finding = FinderFixture.open(database);
        finding.begin();
        ledger = finding.ledger();
    }

    @AfterEach
    void close() {
        finding.close();
    }

    private static Arrival.Numbers some(ChannelKey channel, long... numbers) {
        return Numbers.of(channel, NOW.plusMillis(numbers[numbers.length - 1]), numbers);
    }

    private void came(ChannelKey channel, long... numbers) {
        finding.arrive(OLD, some(channel, numbers));
        finding.round(100);
    }

    private Compared newest(long seq, OptionalLong id) {
        return finding.await(ledger.newest(G, seq, id, OptionalLong.of(7)));
    }

    private int ask(long first, long last, GapReason reason, Optional<Instant> floor, long sweep) {
        return finding.await(ledger.ask(G, new SeqRun(first, last), reason, floor, OptionalLong.of(sweep)));
    }

    private KnownChannel known() {
        return finding.await(ledger.find(G)).orElseThrow();
    }

    private long countOf(String condition) {
        return finding.count("SELECT COUNT(*) FROM wkgate_gap WHERE " + condition);
    }

    @Test
    void whatUpstreamHasMoreOfIsAGapOnce() {
        came(G, 1, 2);
        assertThat(newest(2, NONE)).isEqualTo(Compared.SAME);
        assertThat(newest(0, NONE)).isEqualTo(Compared.SAME);
        assertThat(newest(1, NONE)).isEqualTo(Compared.LOWER);
        assertThat(newest(5, OptionalLong.of(Numbers.id(NOW.plusMillis(5))))).isEqualTo(Compared.BEHIND);
        assertThat(newest(5, NONE)).isEqualTo(Compared.SAME);
        assertThat(finding.gaps(G)).containsExactly("OPEN 3-5 behind");
        assertThat(countOf("sweep = 7")).isEqualTo(1);
        assertThat(known().lastSeq()).isEqualTo(5);
        assertThat(known().lastMessageId()).isEqualTo(Numbers.id(NOW.plusMillis(5)));
    }

    @Test
    void whatHasComeAndIsNotMergedYetIsNotMissing() {
        came(G, 1, 2);
        finding.arrive(Duration.ZERO, some(G, 3, 5));
        finding.arrive(Duration.ZERO, some(new ChannelKey(4, "g1"), 4));
        assertThat(newest(6, NONE)).isEqualTo(Compared.BEHIND);
        assertThat(finding.gaps(G)).containsExactly("OPEN 4-4 behind", "OPEN 6-6 behind");
        finding.arrive(Duration.ZERO, some(G, 7));
        assertThat(newest(7, NONE)).isEqualTo(Compared.SAME);
        finding.arrive(Duration.ZERO, some(G, 4, 6));
        finding.passForArrivals(OLD);
        finding.round(100);
        assertThat(finding.gaps(G)).isEmpty();
        assertThat(known().lastSeq()).isEqualTo(7);
    }

    @Test
    void aWebhookThatMayBeOnItsWayIsWaitedFor() {
        came(G, 1);
        ChannelLedger patient = new ChannelLedger(finding.database(), Duration.ofMinutes(5));
        finding.await(patient.newest(G, 2, NONE, NONE));
        assertThat(countOf("due_at > TIMESTAMPADD(MINUTE, 4, UTC_TIMESTAMP(3))" + " AND found_at <= UTC_TIMESTAMP(3)"))
                .isEqualTo(1);
        came(G, 2);
        assertThat(finding.gaps(G)).isEmpty();
    }

    @Test
    void ofAnUnknownChannelOnlyWhatWasSentSinceGapsAreFoundIsMissing() {
        assertThat(newest(300, NONE)).isEqualTo(Compared.NEW);
        assertThat(finding.gaps(G)).containsExactly("OPEN 1-300 behind floor");
        assertThat(known().firstSeq()).isEqualTo(301);
        came(G, 301, 302);
        assertThat(known().lastSeq()).isEqualTo(302);
        assertThat(finding.gaps(G)).containsExactly("OPEN 1-300 behind floor");
    }

    @Test
    void aChannelThatBeganAnewIsKnownByTheNewerMessage() {
        came(G, 1, 2, 9);
        assertThat(newest(3, OptionalLong.of(Numbers.id(NOW.plusSeconds(60))))).isEqualTo(Compared.RENUMBERED);
        assertThat(finding.gaps(G)).containsExactly("OPEN 1-3 renumbered floor", "ABSENT 3-8 hole");
        assertThat(known().lastSeq()).isEqualTo(3);
        // What was missing may stand anywhere now.
        assertThat(countOf("state = 0 AND floor_at < UTC_TIMESTAMP(3)")).isEqualTo(1);
        finding.arrive(OLD, Numbers.of(G, NOW.plusSeconds(61), 4));
        finding.round(100);
        assertThat(known().lastSeq()).isEqualTo(4);
    }

    @Test
    void whatIsAskedForIsOpenedOnce() {
        came(G, 1, 5, 6, 7, 8);
        assertThat(ask(1, 8, GapReason.ASKED, Optional.empty(), 9)).isEqualTo(3);
        assertThat(finding.gaps(G)).containsExactly("OPEN 1-1 asked", "OPEN 2-4 hole", "OPEN 5-8 asked");
        assertThat(ask(1, 8, GapReason.ASKED, Optional.empty(), 10)).isZero();
        // Who asks is told when all of them are closed, also the one that was open before.
        assertThat(countOf("sweep = 9")).isEqualTo(3);
        assertThat(known().firstSeq()).isEqualTo(1);
        assertThat(known().lastSeq()).isEqualTo(8);
    }

    @Test
    void whatIsOpenAlreadyIsAskedForAtOnceUnlessSomebodyWorksOnIt() {
        came(G, 1, 5, 8);
        finding.await(finding.database()
                .execute(
                        "UPDATE wkgate_gap SET attempts = 3, due_at = TIMESTAMPADD(HOUR, 1, UTC_TIMESTAMP(3)),"
                                + " lease = IF(first_seq = 2, NULL, UNHEX(REPEAT('0', 32)))",
                        Tuple.tuple()));
        ask(1, 8, GapReason.ASKED, Optional.empty(), 9);
        assertThat(countOf("first_seq = 2 AND sweep = 9 AND due_at <= UTC_TIMESTAMP(3)"))
                .isEqualTo(1);
        assertThat(countOf("first_seq = 6 AND sweep = 9 AND lease IS NOT NULL AND due_at > UTC_TIMESTAMP(3)"))
                .isEqualTo(1);
    }

    @Test
    void ofTheSweepThatComparedJustNowAWebhookIsStillWaitedFor() {
        came(G, 1, 2);
        ChannelLedger patient = new ChannelLedger(finding.database(), Duration.ofMinutes(5));
        finding.await(patient.newest(G, 5, NONE, OptionalLong.of(9)));
        assertThat(ask(1, 5, GapReason.ASKED, Optional.empty(), 9)).isEqualTo(1);
        assertThat(countOf("sweep = 9 AND reason = 'behind' AND due_at > UTC_TIMESTAMP(3)"))
                .isEqualTo(1);
        ask(1, 5, GapReason.ASKED, Optional.empty(), 10);
        assertThat(countOf("sweep = 9 AND reason = 'behind' AND due_at <= UTC_TIMESTAMP(3)"))
                .isEqualTo(1);
    }

    @Test
    void absentAndUnreadableOnesAreOpenedAgain() {
        came(G, 1, 5, 8);
        finding.await(finding.database()
                .execute("UPDATE wkgate_gap SET state = IF(first_seq = 2, 2, 3), attempts = 3", Tuple.tuple()));
        assertThat(ask(3, 6, GapReason.ASKED, Optional.empty(), 9)).isEqualTo(3);
        assertThat(finding.gaps(G)).containsExactly("OPEN 2-4 hole", "OPEN 5-5 asked", "OPEN 6-7 hole");
        assertThat(countOf("sweep = 9 AND attempts = 0 AND lease IS NULL")).isEqualTo(3);
    }

    @Test
    void whatWasFoundBeforeATimeIsNotOpenedByAskingDownToIt() {
        came(G, 1, 5, 8);
        finding.await(finding.database()
                .execute("UPDATE wkgate_gap SET state = IF(first_seq = 2, 2, 3), evidence = 'proven'", Tuple.tuple()));
        finding.passForGaps(Duration.ofHours(3));
        Optional<Instant> since = Optional.of(NOW.minus(Duration.ofHours(2)));
        assertThat(ask(1, 8, GapReason.ASKED, since, 9)).isEqualTo(3);
        assertThat(finding.gaps(G))
                .containsExactly(
                        "OPEN 1-1 asked floor",
                        "ABSENT 2-4 hole",
                        "OPEN 5-5 asked floor",
                        "UNREADABLE 6-7 hole",
                        "OPEN 8-8 asked floor");
        assertThat(countOf("evidence = 'proven' AND sweep IS NULL")).isEqualTo(2);
    }

    @Test
    void whatIsOpenedAgainIsWantedAsFarBackAsItWas() {
        came(G, 1, 5, 8, 11);
        finding.await(finding.database()
                .execute(
                        "UPDATE wkgate_gap SET state = 3, floor_at = ELT(FIELD(first_seq, 2, 6, 9), NULL,"
                                + " TIMESTAMPADD(DAY, -9, found_at), TIMESTAMPADD(MINUTE, -1, found_at))",
                        Tuple.tuple()));
        Instant since = NOW.minus(Duration.ofHours(2));
        assertThat(ask(2, 10, GapReason.ASKED, Optional.of(since), 9)).isEqualTo(5);
        assertThat(finding.gaps(G))
                .contains("OPEN 2-4 hole", "OPEN 6-7 hole floor", "OPEN 9-10 hole floor")
                .hasSize(5);
        assertThat(countOf("first_seq = 6 AND floor_at < TIMESTAMPADD(DAY, -8, found_at)"))
                .isEqualTo(1);
        assertThat(finding.count("SELECT COUNT(DISTINCT floor_at) FROM wkgate_gap WHERE first_seq IN (5, 9)"))
                .isEqualTo(1);
        finding.await(finding.database().execute("UPDATE wkgate_gap SET state = 3", Tuple.tuple()));
        ask(2, 10, GapReason.ASKED, Optional.empty(), 9);
        assertThat(countOf("floor_at IS NULL")).isEqualTo(5);
    }

    /** The numbers of that gap are other messages now. */
    @Test
    void whatWasFoundBeforeAChannelBeganAnewIsOpenedByAskingDownToATime() {
        came(G, 1, 9);
        newest(9, OptionalLong.of(Numbers.id(NOW.plusSeconds(60))));
        finding.await(
                finding.database().execute("UPDATE wkgate_gap SET state = 2 WHERE reason = 'hole'", Tuple.tuple()));
        finding.passForGaps(Duration.ofHours(3));
        ask(1, 9, GapReason.ASKED, Optional.of(NOW.minus(Duration.ofHours(2))), 9);
        assertThat(finding.gaps(G)).contains("OPEN 2-8 hole");
    }

    @Test
    void historyIsPulledThoughLessOfItWasWantedBefore() {
        came(G, 5000);
        finding.await(finding.database()
                .execute("UPDATE wkgate_gap SET lease = UNHEX(REPEAT('0', 32)), due_at = '2099-01-01'", Tuple.tuple()));
        assertThat(known().firstSeq()).isEqualTo(5000);
        assertThat(ask(1, 4999, GapReason.HISTORY, Optional.empty(), 9)).isEqualTo(1);
        assertThat(finding.gaps(G)).containsExactly("OPEN 1-4999 first_seen");
        assertThat(countOf("sweep = 9")).isEqualTo(1);
        // Whoever works on it knows the old floor only.
        assertThat(countOf("lease IS NULL AND due_at <= UTC_TIMESTAMP(3)")).isEqualTo(1);
        assertThat(known().firstSeq()).isEqualTo(1);
        Instant earlier = NOW.minus(Duration.ofDays(9));
        came(new ChannelKey(2, "g2"), 50);
        finding.await(
                ledger.ask(new ChannelKey(2, "g2"), new SeqRun(1, 50), GapReason.ASKED, Optional.of(earlier), NONE));
        assertThat(finding.gaps(new ChannelKey(2, "g2")))
                .containsExactly("OPEN 1-49 first_seen floor", "OPEN 50-50 asked floor");
        assertThat(finding.count("SELECT COUNT(DISTINCT floor_at) FROM wkgate_gap WHERE channel_id = 'g2'"))
                .isEqualTo(1);
    }

    @Test
    void numbersThatNobodyHasSeenDoNotMakeAChannelLonger() {
        came(G, 1, 2);
        ask(1, 1_000_000, GapReason.ASKED, Optional.empty(), 9);
        assertThat(known().lastSeq()).isEqualTo(2);
        assertThat(finding.await(ledger.ask(
                        new ChannelKey(2, "new"), new SeqRun(4, 9), GapReason.ASKED, Optional.empty(), NONE)))
                .isEqualTo(1);
        assertThat(finding.await(ledger.find(new ChannelKey(2, "new")))).isEmpty();
    }

    @Test
    void channelsAreReadPageByPage() {
        List<ChannelKey> keys =
                List.of(new ChannelKey(2, "G"), new ChannelKey(1, "a"), new ChannelKey(2, "a"), new ChannelKey(2, "ä"));
        for (ChannelKey key : keys) {
            came(key, 1);
        }
        List<ChannelKey> read = new ArrayList<>();
        Optional<ChannelKey> behind = Optional.empty();
        for (int page = 0; page < 4; page++) {
            List<KnownChannel> some = finding.await(ledger.page(behind, Optional.empty(), 1));
            behind = Optional.of(some.get(0).channel());
            read.add(behind.get());
        }
        assertThat(read).isEqualTo(keys);
        assertThat(finding.await(ledger.page(behind, Optional.empty(), 1))).isEmpty();
        finding.await(finding.database()
                .execute("UPDATE wkgate_channel SET seen_at = '2020-01-01' WHERE channel_type = 2", Tuple.tuple()));
        Optional<Instant> lately = Optional.of(NOW.minus(Duration.ofHours(1)));
        assertThat(finding.await(ledger.page(Optional.empty(), lately, 10)))
                .extracting(KnownChannel::channel)
                .containsExactly(keys.get(1));
        assertThat(finding.await(ledger.count(lately))).isEqualTo(1);
        assertThat(finding.await(ledger.count(Optional.empty()))).isEqualTo(4);
    }

    @Test
    void besideTheFinderNothingIsLostOrCountedTwice() {
        List<Future<?>> all = new ArrayList<>();
        for (int round = 0; round < 15; round++) {
            long first = 1 + round * 4L;
            finding.arrive(OLD, some(G, first, first + 2), some(new ChannelKey(2, "other" + round), 1, 3));
            all.add(ledger.newest(G, first + 3, NONE, NONE));
            all.add(ledger.newest(new ChannelKey(2, "other" + round), 3, NONE, NONE));
            finding.round(100);
        }
        all.forEach(finding::await);
        assertThat(known().lastSeq()).isEqualTo(60);
        // Of every four numbers two came, and two are missing, each once.
        assertThat(finding.count("SELECT SUM(last_seq - first_seq + 1) FROM wkgate_gap WHERE state = 0"
                        + " AND channel_id = 'g1'"))
                .isEqualTo(30);
    }

    /** What was lost to another is done once more, but nobody waits for a lock five times. */
    @ParameterizedTest
    @CsvSource({"1213, 5", "1062, 5", "1205, 1", "1366, 1"})
    void aLostTryIsMadeAgainUnlessItHasWaited(int code, int tries) throws Exception {
        came(G, 1, 2);
        Sql.run(
                database,
                // Not transactional: what a try wrote stays.
                "CREATE TABLE tries (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE = MyISAM",
                "CREATE TRIGGER lost BEFORE INSERT ON wkgate_gap FOR EACH ROW BEGIN INSERT INTO tries VALUES ();"
                        + " SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = " + code + "; END");
        assertThatThrownBy(() -> ask(1, 2, GapReason.ASKED, Optional.empty(), 7))
                .isNotNull();
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM tries")).isEqualTo(tries);
    }
}
