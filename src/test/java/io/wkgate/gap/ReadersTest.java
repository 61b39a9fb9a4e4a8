package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.event.SeqRun;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.LogRequest;
import io.wkgate.upstream.TestNodes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: where a line shows a channel only to its members, each from his joining on, one after the other is tried; what
 * one of them proves is absent, and what none of them can read is unreadable and not called absent.
 */
@ExtendWith(DatabaseServerExtension.class)
class ReadersTest {

    private static List<String> readers(LogInMemory log) {
        return log.asked().stream()
                .map(LogInMemory.Asked::request)
                .map(LogRequest::reader)
                .map(Optional::orElseThrow)
                .toList();
    }

    @Test
    void aLateJoinerProvesNothingBelowHisJoining(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly()
                .has(GROUP, 1, 50)
                .hasNot(GROUP, 40, 41)
                .joined(GROUP, "late", 30);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).hasSize(14).startsWith(30L).endsWith(45L);
            assertThat(repair.gaps()).containsExactly("unreadable 10-29 14", "absent 40-41 0");
            assertThat(repair.evidence().get(0))
                    .isEqualTo("node 1 (wukongim-1:5001), asked as all 1 who are known: late: sees nothing up to 29");
            assertThat(repair.evidence().get(1)).contains(" as late: ").contains("complete from 30 on");
            assertThat(repair.metric("wkgate.gap.unreadable")).isEqualTo(20);
        }
    }

    @Test
    void oneReadsTheUpperPartAndAnotherTheLower(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly()
                .has(GROUP, 1, 50)
                .joined(GROUP, "a-later", 40)
                .joined(GROUP, "b-late", 30)
                .joined(GROUP, "c-first", 1);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start().untilNothingIsOpen();
            assertThat(repair.numbers(GROUP))
                    .isEqualTo(LongStream.rangeClosed(10, 45).boxed().toList());
            assertThat(repair.gaps()).containsExactly("repaired 10-29 36");
            assertThat(readers(log)).containsExactly("a-later", "a-later", "b-late", "b-late", "c-first");
        }
    }

    @Test
    void whoLeftAndCameBackIsNoProof(ConnectionDetails database) throws Exception {
        // He is a member, and his page is empty.
        LogInMemory log = LogInMemory.membersOnly().has(GROUP, 1, 50).joined(GROUP, "back", 51);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start().untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("unreadable 10-45 0");
            assertThat(repair.count("message")).isZero();
        }
    }

    @Test
    void aDisbandedGroupIsUnreadableWithUpstreamsWords(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly().has(GROUP, 1, 50).tellsNoMembers();
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.stored(GROUP, 46, 50).missing(GROUP, 10, 20).missing(GROUP, 30, 45);
            repair.start().untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("unreadable 10-20 0", "unreadable 30-45 0");
            assertThat(repair.evidence())
                    .allMatch(text -> text.endsWith(
                            "asked as all 1 who are known: u1: status 400: valid channel membership required"));
            assertThat(readers(log)).containsExactly("u1");
        }
    }

    @Test
    void aChannelOfWhichNobodyIsKnownIsUnreadable(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly().has(GROUP, 1, 50);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 20).start().untilNothingIsOpen();
            assertThat(repair.evidence()).containsExactly("nobody is known who may read it");
            assertThat(log.asked()).isEmpty();
        }
    }

    @Test
    void whoMayReadAHugeGroupIsFoundHoweverManyMayNot(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly().has(GROUP, 1, 50);
        for (int number = 100; number < 300; number++) {
            log.joined(GROUP, "u" + number, 51);
        }
        log.joined(GROUP, "u999", 1);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start().untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("repaired 10-45 36");
            assertThat(log.asked()).hasSize(201);
        }
    }

    @Test
    void whatIsUnreadableOrAbsentIsNotAskedAgain(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly().has(GROUP, 1, 50).joined(GROUP, "late", 30);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 10, 45).start().untilNothingIsOpen();
            int asked = log.asked().size();
            repair.missing(GROUP, 47, 47).untilNothingIsOpen();
            assertThat(log.asked()).hasSize(asked + 1);
            // Told to, it is.
            log.joined(GROUP, "early", 1);
            Sql.run(database, "UPDATE wkgate_gap SET state = 0, due_at = UTC_TIMESTAMP(3) WHERE state = 3");
            repair.untilNothingIsOpen();
            assertThat(repair.numbers(GROUP)).startsWith(10L, 11L);
        }
    }

    /** Also when that is found to be missing before the time that is asked for. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void whatNobodyCouldReadComesWhenSomebodyCanWhateverWasAskedForMeanwhile(
            int hoursFromFloor, ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly().has(GROUP, 1, 50).joined(GROUP, "late", 30);
        Instant floor = Message.idTime(LogInMemory.id(GROUP, 40));
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.stored(GROUP, 30, 50).missing(GROUP, 20, 29).start().untilNothingIsOpen();
            Sql.run(
                    database,
                    "UPDATE wkgate_gap SET found_at = TIMESTAMPADD(HOUR, " + hoursFromFloor + ", '"
                            + KnownChannels.utc(floor) + "')");
            repair.await(new ChannelLedger(repair.database())
                    .ask(GROUP, new SeqRun(20, 50), GapReason.ASKED, Optional.of(floor), OptionalLong.empty()));
            repair.untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("unreadable 20-29 0", "repaired 30-50 0");
            log.joined(GROUP, "early", 1);
            long gap = Sql.number(database, "SELECT id FROM wkgate_gap WHERE state = 3");
            assertThat(repair.await(new GapRows(repair.database()).open(gap))).isTrue();
            repair.untilNothingIsOpen();
            assertThat(repair.gaps()).containsExactly("repaired 20-29 10", "repaired 30-50 0");
        }
    }

    @Test
    void aPersonChannelIsReadByItsPersonsAndNeverByTheSystem(ConnectionDetails database) throws Exception {
        ChannelKey channel = ChannelKey.of(ChannelKey.PERSON, "u2", "u1");
        ChannelKey system = ChannelKey.of(ChannelKey.PERSON, "u2", "");
        ChannelKey oneself = ChannelKey.of(ChannelKey.PERSON, "u7", "u7");
        try (RepairFixture repair = RepairFixture.open(database, LogInMemory.membersOnly())) {
            ChannelReaders readers = repair.repair().readers();
            assertThat(repair.await(readers.of(TestNodes.three(1), channel, 1))).containsExactlyInAnyOrder("u1", "u2");
            assertThat(repair.await(readers.of(TestNodes.three(1), system, 1))).containsExactly("u2");
            assertThat(repair.await(readers.of(TestNodes.three(1), oneself, 1))).containsExactly("u7");
        }
    }

    @Test
    void membersWhoWroteEarlyAreTriedFirst(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.membersOnly()
                .joined(GROUP, "silent", 1)
                .joined(GROUP, "u9", 1)
                .joined(GROUP, ChannelKey.SYSTEM_UID, 1);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.stored(GROUP, 1, 20);
            Sql.run(
                    database,
                    "UPDATE message SET from_uid = CONCAT('u', 10 - message_seq DIV 4)",
                    "UPDATE message SET from_uid = '' WHERE message_seq = 1");
            Future<List<String>> found = repair.repair().readers().of(TestNodes.three(1), GROUP, 3);
            assertThat(repair.await(found)).containsExactly("u9", "silent", "u10", "u8", "u7", "u6", "u5");
        }
    }
}
