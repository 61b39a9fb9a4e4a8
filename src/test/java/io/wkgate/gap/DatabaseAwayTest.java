package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.LogCapture;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The promise: while the database is away or takes no writes, repair waits and asks upstream nothing; it goes on where it was
 * without waiting for the end of a lease, and the log says it once.
 */
class DatabaseAwayTest {

    private static void held(LogInMemory log, Promise<Void> go) {
        log.behaves((node, request, own) ->
                request.end() == 200 ? go.future().map(any -> own) : Future.succeededFuture(own));
    }

    private static void untilWaiting(LogCapture log) {
        await().until(() -> log.lines().stream().anyMatch(line -> line.contains("repairs wait")));
    }

    private static void assertAllIsThere(RepairFixture repair, LogCapture lines) throws Exception {
        repair.untilNothingIsOpen();
        assertThat(repair.numbers(GROUP))
                .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(repair.relay().numbers()).doesNotHaveDuplicates();
        assertThat(lines.lines())
                .filteredOn(line -> line.contains("repairs wait: the database"))
                .hasSize(1);
        assertThat(lines.lines())
                .filteredOn(line -> line.contains("repairs go on: the database"))
                .hasSize(1);
    }

    @Test
    void itIsKilledInTheMiddleOfARepairAndComesBack() throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 300);
        Promise<Void> go = Promise.promise();
        held(log, go);
        try (DatabaseServer server = DatabaseServer.start();
                LogCapture lines = LogCapture.open()) {
            ConnectionDetails database = server.createDatabase();
            try (RepairFixture repair = RepairFixture.open(database, log)) {
                repair.missing(GROUP, 1, 300).start();
                await().until(() -> log.asked().size() == 2);
                server.kill();
                go.complete();
                untilWaiting(lines);
                await().during(Duration.ofSeconds(1)).until(() -> log.asked().size() == 2);
                server.restart();
                assertAllIsThere(repair, lines);
                assertThat(log.askedEnds()).containsExactly(300L, 200L, 200L, 100L);
            }
        }
    }

    @Test
    void itTakesNoWritesForAWhile() throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 300);
        Promise<Void> go = Promise.promise();
        held(log, go);
        try (DatabaseServer server = DatabaseServer.start();
                LogCapture lines = LogCapture.open()) {
            ConnectionDetails database = server.createDatabase();
            try (RepairFixture repair = RepairFixture.open(database, log)) {
                repair.missing(GROUP, 1, 300).start();
                await().until(() -> log.asked().size() == 2);
                server.readOnly(true);
                go.complete();
                untilWaiting(lines);
                await().during(Duration.ofSeconds(1)).until(() -> log.asked().size() == 2);
                server.readOnly(false);
                assertAllIsThere(repair, lines);
                assertThat(log.askedEnds()).containsExactly(300L, 200L, 200L, 100L);
            }
        }
    }
}
