package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Arrival;
import io.wkgate.store.Leases;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: every arrival is merged once, by one process, after the grace period; whatever fails is tried again, and
 * what cannot be read stops nothing.
 */
@ExtendWith(DatabaseServerExtension.class)
class FinderTest {

    private static final ChannelKey G = new ChannelKey(2, "g1");
    private static final ChannelKey OTHER = new ChannelKey(4, "g1");
    private static final Duration OLD = FinderFixture.GRACE.plusMinutes(1);
    private static final Duration YOUNG = FinderFixture.GRACE.minusMinutes(1);
    private static final Instant NOW = Instant.now();

    private static Arrival.Numbers some(ChannelKey channel, long... numbers) {
        long highest = LongStream.of(numbers).max().orElseThrow();
        return Numbers.of(channel, NOW.plusMillis(highest), numbers);
    }

    @Test
    void onlyWhatIsOldEnoughIsMergedAndWhatIsYoungerKeepsNumbersFromBeingGaps(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database)) {
            finding.begin();
            finding.arrive(OLD, some(G, 1, 2, 6), some(OTHER, 1));
            finding.arrive(YOUNG, some(G, 4));
            FinderRound.Done done = finding.round(100);
            assertThat(done.arrivals()).isEqualTo(1);
            assertThat(done.opened()).isTrue();
            assertThat(finding.gaps(G)).containsExactly("OPEN 3-3 hole", "OPEN 5-5 hole");
            assertThat(finding.gaps(OTHER)).isEmpty();
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_arrival")).isEqualTo(1);
            assertThat(finding.await(finding.ledger().find(G)).orElseThrow().lastSeq())
                    .isEqualTo(6);
            assertThat(finding.await(finding.ledger().find(OTHER)).orElseThrow().lastSeq())
                    .isEqualTo(1);
            finding.passForArrivals(FinderFixture.GRACE);
            assertThat(finding.round(100).opened()).isFalse();
            finding.arrive(OLD, some(G, 3), some(OTHER, 2));
            finding.arrive(OLD, some(G, 5));
            finding.round(100);
            assertThat(finding.gaps(G)).isEmpty();
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_arrival")).isZero();
            assertThat(finding.round(100)).isEqualTo(FinderRound.Done.NOTHING);
        }
    }

    @Test
    void moreArrivalsThanOneStatementTakesAreMergedInOneRound(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database)) {
            finding.begin();
            for (int arrival = 0; arrival < 3; arrival++) {
                long first = 1 + arrival * 3L;
                Arrival.Numbers[] all = LongStream.range(0, 1300)
                        .mapToObj(channel -> some(new ChannelKey(2, "channel" + channel), first, first + 2))
                        .toArray(Arrival.Numbers[]::new);
                finding.arrive(OLD, all);
            }
            finding.round(2);
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_channel WHERE last_seq = 6"))
                    .isEqualTo(1300);
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_gap")).isEqualTo(2600);
            finding.round(2);
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_channel WHERE last_seq = 9"))
                    .isEqualTo(1300);
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_gap")).isEqualTo(3900);
            finding.arrive(
                    OLD,
                    LongStream.range(0, 1300)
                            .mapToObj(channel -> some(new ChannelKey(2, "channel" + channel), 2, 5, 8))
                            .toArray(Arrival.Numbers[]::new));
            finding.round(2);
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_gap")).isZero();
        }
    }

    @Test
    void aChannelFirstSeenAtAHighNumberIsOneGapThatEndsWhereFindingBegan(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database)) {
            finding.begin();
            finding.arrive(OLD, some(G, 5000));
            finding.round(100);
            assertThat(finding.gaps(G)).containsExactly("OPEN 1-4999 first_seen floor");
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_gap g, wkgate_lease l WHERE l.name = 'finder'"
                            + " AND g.floor_at = TIMESTAMPADD(MINUTE, -1, l.made_at)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aRenumberedChannelBeginsAnewAndItsOldGapsAreAbsent(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database)) {
            finding.begin();
            finding.arrive(OLD, some(G, 1, 2, 5));
            finding.round(100);
            finding.await(
                    finding.database().execute("UPDATE wkgate_gap SET state = 3 WHERE first_seq = 3", Tuple.tuple()));
            finding.arrive(OLD, some(G, 500));
            finding.round(100);
            finding.arrive(OLD, Numbers.of(G, NOW.plusSeconds(600), 4, 5));
            finding.round(100);
            assertThat(finding.gaps(G))
                    .containsExactly("OPEN 1-3 renumbered floor", "ABSENT 3-4 hole", "ABSENT 6-499 hole");
            assertThat(finding.await(finding.ledger().find(G)).orElseThrow().lastSeq())
                    .isEqualTo(5);
            // Late, of the former counting: neither the new gap nor the new numbers are concerned.
            finding.arrive(OLD, some(G, 499), some(OTHER, 1));
            finding.arrive(OLD, some(G, 3));
            finding.round(100);
            assertThat(finding.gaps(G)).contains("OPEN 1-3 renumbered floor").hasSize(3);
        }
    }

    @Test
    void aGapOnWhichSomebodyWorksIsLeftToHim(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database)) {
            finding.begin();
            finding.arrive(OLD, some(G, 1, 5));
            finding.round(100);
            finding.await(finding.database()
                    .execute(
                            "UPDATE wkgate_gap SET lease = UNHEX(REPEAT('0', 32)), attempts = 1,"
                                    + " due_at = TIMESTAMPADD(HOUR, 1, UTC_TIMESTAMP(3))",
                            Tuple.tuple()));
            finding.arrive(OLD, some(G, 3));
            finding.round(100);
            assertThat(finding.gaps(G)).containsExactly("OPEN 2-4 hole");
            finding.passForGaps(Duration.ofHours(2));
            finding.arrive(OLD, some(G, 2, 3));
            finding.round(100);
            assertThat(finding.gaps(G)).containsExactly("OPEN 4-4 hole");
            // Somebody asked for it: that stays on record.
            finding.arrive(OLD, some(G, 4));
            finding.round(100);
            assertThat(finding.gaps(G)).containsExactly("REPAIRED 4-4 hole");
        }
    }

    @Test
    void ofTwoProcessesOneFindsAndTheOtherTakesOver(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database)) {
            Leases spectator = finding.leases();
            Finder one = finding.finder(Duration.ZERO);
            Finder other = finding.finder(Duration.ZERO);
            one.start();
            await().until(() -> finding.await(spectator.find(Finder.LEASE)).isPresent());
            Object holder =
                    finding.await(spectator.find(Finder.LEASE)).orElseThrow().holder();
            other.start();
            finding.arrive(Duration.ZERO, some(G, 1, 3));
            await().until(() -> finding.gaps(G).equals(List.of("OPEN 2-2 hole")));
            await().until(() -> finding.told.get() == 1);
            assertThat(finding.await(spectator.find(Finder.LEASE)).orElseThrow().holder())
                    .isEqualTo(holder);
            finding.await(one.stop());
            finding.arrive(Duration.ZERO, some(G, 2));
            await().until(() -> finding.gaps(G).isEmpty());
            assertThat(finding.await(spectator.find(Finder.LEASE)).orElseThrow().holder())
                    .isNotEqualTo(holder)
                    .isPresent();
            finding.await(other.stop());
            assertThat(finding.await(spectator.find(Finder.LEASE)).orElseThrow().holder())
                    .isEmpty();
        }
    }

    @Test
    void whatCannotBeReadIsSetAsideAndSaidOnceAndIsTriedAgainByTheNextProcess(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database);
                LogCapture log = LogCapture.open()) {
            long bad = finding.arrive(Duration.ZERO, Buffer.buffer(new byte[] {77, 1, 2, 3}));
            finding.arrive(Duration.ZERO, some(G, 1, 3));
            Finder one = finding.finder(Duration.ZERO);
            one.start();
            await().until(() -> finding.gaps(G).equals(List.of("OPEN 2-2 hole")));
            assertThat(finding.count("SELECT id FROM wkgate_arrival WHERE unread = 1"))
                    .isEqualTo(bad);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .singleElement()
                    .asString()
                    .contains("arrival " + bad);
            ArrivalBacklog backlog = finding.await(ArrivalBacklog.of(finding.database()));
            assertThat(backlog.unreadable()).isEqualTo(1);
            assertThat(backlog.waiting()).isZero();
            assertThat(backlog.oldestAt()).isEmpty();
            finding.await(one.stop());

            // As a newer program would understand it.
            finding.await(finding.database()
                    .execute(
                            "UPDATE wkgate_arrival SET numbers = ?",
                            Tuple.of(new Arrival(List.of(some(G, 2))).bytes())));
            Finder newer = finding.finder(Duration.ZERO);
            newer.start();
            await().until(() -> finding.gaps(G).isEmpty());
            finding.await(newer.stop());
        }
    }

    @Test
    void whatTheDatabaseRefusesIsFoundByTakingLessAndLessAndSetAside(ConnectionDetails database) throws Exception {
        try (FinderFixture finding = FinderFixture.open(database);
                LogCapture log = LogCapture.open()) {
            Sql.run(database, "ALTER TABLE wkgate_channel ADD CONSTRAINT c CHECK (channel_id <> 'bad')");
            for (int number = 1; number <= 20; number++) {
                finding.arrive(Duration.ZERO, some(G, number * 2L));
            }
            finding.arrive(Duration.ZERO, some(new ChannelKey(2, "bad"), 1));
            for (int number = 21; number <= 40; number++) {
                finding.arrive(Duration.ZERO, some(G, number * 2L));
            }
            Finder finder = finding.finder(Duration.ZERO);
            finder.start();
            await().until(() -> finding.count("SELECT COUNT(*) FROM wkgate_arrival WHERE unread = 0") == 0);
            assertThat(finding.gaps(G)).hasSize(40);
            assertThat(finding.count("SELECT COUNT(*) FROM wkgate_arrival WHERE unread = 1"))
                    .isEqualTo(1);
            assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).hasSize(1);
            finding.await(finder.stop());
        }
    }

    /** Two channels here, and one key to the database: no other try ends otherwise. */
    @Test
    void aRowThatIsThereAlreadyHoweverOftenItIsTriedStopsNothing(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database);
                LogCapture log = LogCapture.open()) {
            finding.arrive(Duration.ZERO, some(G, 1, 3));
            long bad = finding.arrive(Duration.ZERO, some(new ChannelKey(2, "g1 "), 1));
            finding.arrive(Duration.ZERO, some(G, 5), some(OTHER, 1, 3));
            Finder finder = finding.finder(Duration.ZERO);
            finder.start();
            await().until(() -> finding.count("SELECT COUNT(*) FROM wkgate_arrival WHERE unread = 0") == 0);
            assertThat(finding.gaps(G)).containsExactly("OPEN 2-2 hole", "OPEN 4-4 hole");
            assertThat(finding.gaps(OTHER)).containsExactly("OPEN 2-2 hole");
            assertThat(finding.count("SELECT id FROM wkgate_arrival")).isEqualTo(bad);
            assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).hasSize(1);
            finding.await(finder.stop());
        }
    }

    @Test
    void whileTheDatabaseIsAwayItWaitsAndSaysSoOnce() throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                FinderFixture finding = FinderFixture.open(server.createDatabase());
                LogCapture log = LogCapture.open()) {
            Finder finder = finding.finder(Duration.ZERO);
            finder.start();
            finding.arrive(Duration.ZERO, some(G, 1));
            await().until(() -> finding.count("SELECT COUNT(*) FROM wkgate_arrival") == 0);
            server.readOnly(true);
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("WARN gaps are not looked for")));
            server.readOnly(false);
            finding.arrive(Duration.ZERO, some(G, 3));
            await().until(() -> finding.gaps(G).equals(List.of("OPEN 2-2 hole")));
            await().until(() ->
                    log.lines().stream().anyMatch(line -> line.startsWith("INFO gaps are looked for again")));
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("gaps are not looked for"))
                    .hasSize(1);
            finding.await(finder.stop());
        }
    }

    @Test
    void whileUnreadableGapsCannotBeLookedAtGapsAreFound(ConnectionDetails database) throws Exception {
        try (FinderFixture finding = FinderFixture.open(database);
                LogCapture log = LogCapture.open()) {
            finding.begin();
            finding.arrive(OLD, some(OTHER, 1, 3));
            finding.round(100);
            Sql.run(
                    database,
                    "UPDATE wkgate_gap SET state = 3, due_at = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR",
                    "UPDATE wkgate_channel SET seen_at = UTC_TIMESTAMP(3)",
                    "CREATE TRIGGER no BEFORE UPDATE ON wkgate_gap FOR EACH ROW SIGNAL SQLSTATE '45000'");
            Finder finder = finding.finder(Duration.ZERO);
            finder.start();
            finding.arrive(Duration.ZERO, some(G, 1, 3));
            await().until(() -> finding.gaps(G).equals(List.of("OPEN 2-2 hole")));
            assertThat(finding.gaps(OTHER)).containsExactly("UNREADABLE 2-2 hole");
            Sql.run(database, "DROP TRIGGER no");
            await().until(() -> finding.gaps(OTHER).equals(List.of("OPEN 2-2 hole")));
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN unreadable gaps are not opened again"))
                    .hasSize(1);
            finding.await(finder.stop());
        }
    }

    @Test
    void anUnreadableGapIsOpenedAgainSoonAfterSomebodyWroteInItsChannelAndEverMoreRarely(ConnectionDetails database)
            throws Exception {
        try (FinderFixture finding = FinderFixture.open(database)) {
            finding.begin();
            finding.arrive(OLD, some(G, 1, 3), some(OTHER, 1, 3));
            finding.round(100);
            Sql.run(database, "UPDATE wkgate_gap SET state = 3, attempts = 4, due_at = UTC_TIMESTAMP(3)");
            Sql.run(database, "UPDATE wkgate_channel SET seen_at = UTC_TIMESTAMP(3)");
            finding.passForGaps(Duration.ofSeconds(10));
            assertThat(openedAgain(finding)).isZero();
            finding.passForGaps(OLD.plusMinutes(5));
            Sql.run(database, "UPDATE wkgate_channel SET seen_at = seen_at - INTERVAL 30 DAY");
            assertThat(openedAgain(finding)).isZero();
            finding.arrive(OLD, some(G, 4));
            finding.round(100);
            assertThat(openedAgain(finding)).isEqualTo(1);
            assertThat(finding.gaps(G)).containsExactly("OPEN 2-2 hole");
            assertThat(finding.gaps(OTHER)).containsExactly("UNREADABLE 2-2 hole");

            unreadableAgain(database, finding, Duration.ofMinutes(10));
            finding.passForGaps(Duration.ofMinutes(8));
            assertThat(openedAgain(finding)).isZero();
            finding.passForGaps(Duration.ofMinutes(3));
            assertThat(openedAgain(finding)).isEqualTo(1);

            unreadableAgain(database, finding, Duration.ofDays(2));
            finding.passForGaps(Duration.ofMinutes(59));
            assertThat(openedAgain(finding)).isZero();
            finding.passForGaps(Duration.ofMinutes(2));
            assertThat(openedAgain(finding)).isEqualTo(1);
        }
    }

    /** Measured on v3-20260823: that its two users may read a person channel is noted some time after its first message. */
    @Test
    void aPersonChannelsUnreadableGapIsOpenedAgainDuringTheFirstDayWhoeverWrites(ConnectionDetails database)
            throws Exception {
        try (FinderFixture finding = FinderFixture.open(database)) {
            finding.begin();
            finding.arrive(OLD, some(new ChannelKey(1, "a@b"), 1, 3), some(G, 1, 3));
            finding.round(100);
            Sql.run(
                    database,
                    "UPDATE wkgate_gap SET state = 3, due_at = UTC_TIMESTAMP(3)",
                    "UPDATE wkgate_channel SET seen_at = seen_at - INTERVAL 30 DAY");
            assertThat(openedAgain(finding)).isZero();
            finding.passForGaps(Duration.ofMinutes(1));
            assertThat(openedAgain(finding)).isEqualTo(1);
            assertThat(finding.gaps(G)).containsExactly("UNREADABLE 2-2 hole");
            Sql.run(
                    database,
                    "UPDATE wkgate_gap SET state = 3, due_at = UTC_TIMESTAMP(3) - INTERVAL 2 HOUR,"
                            + " found_at = UTC_TIMESTAMP(3) - INTERVAL 25 HOUR");
            assertThat(openedAgain(finding)).isZero();
        }
    }

    /** After so long a time; and somebody goes on writing. */
    private static void unreadableAgain(ConnectionDetails database, FinderFixture finding, Duration known)
            throws Exception {
        Sql.run(
                database,
                "UPDATE wkgate_gap SET state = 3, due_at = UTC_TIMESTAMP(3),"
                        + " found_at = TIMESTAMPADD(SECOND, -" + known.toSeconds() + ", UTC_TIMESTAMP(3))"
                        + " WHERE channel_type = " + G.type());
        Sql.run(database, "UPDATE wkgate_channel SET seen_at = UTC_TIMESTAMP(3) WHERE channel_type = " + G.type());
    }

    private static int openedAgain(FinderFixture finding) {
        return finding.await(UnreadableGaps.openAgain(finding.database()));
    }

    @Test
    void whatWaitsIsMeasured(ConnectionDetails database) {
        try (FinderFixture finding = FinderFixture.open(database)) {
            assertThat(finding.await(ArrivalBacklog.of(finding.database()))).isEqualTo(ArrivalBacklog.NONE);
            finding.arrive(Duration.ofMinutes(2), some(G, 1));
            finding.arrive(Duration.ofMinutes(5), some(G, 2));
            ArrivalBacklog backlog = finding.await(ArrivalBacklog.of(finding.database()));
            assertThat(backlog.waiting()).isEqualTo(2);
            assertThat(backlog.oldestSeconds()).isBetween(300L, 360L);
            assertThat(backlog.oldestAt()).isPresent();
        }
    }
}
