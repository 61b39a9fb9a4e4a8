package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Refusal;
import io.wkgate.store.NewDeadLetter.Kind;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what was set aside can be paged through, found, discarded and counted, and the same thing again is one. */
@ExtendWith(DatabaseServerExtension.class)
class DeadLettersTest {

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapOrOverlap(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            setAside(store, IntStream.range(0, 7).mapToObj(i -> "letter" + i).toList());
            DeadLetters letters = store.deadLetters();
            List<DeadLetter> first =
                    letters.list(DeadLetterFilter.ALL, Long.MAX_VALUE, 3).await();
            List<DeadLetter> second =
                    letters.list(DeadLetterFilter.ALL, first.get(2).id(), 3).await();
            List<DeadLetter> third =
                    letters.list(DeadLetterFilter.ALL, second.get(2).id(), 3).await();
            assertThat(List.of(first, second, third)).extracting(List::size).containsExactly(3, 3, 1);
            assertThat(IntStream.range(0, 3)
                            .mapToObj(List.of(first, second, third)::get)
                            .flatMap(List::stream))
                    .extracting(letter -> letters.find(letter.id())
                            .await()
                            .orElseThrow()
                            .bytes()
                            .toString())
                    .containsExactly("letter6", "letter5", "letter4", "letter3", "letter2", "letter1", "letter0");
            assertThat(letters.list(DeadLetterFilter.ALL, third.get(0).id(), 3).await())
                    .isEmpty();
        }
    }

    @Test
    void theSameThingAgainIsCountedAndNotKeptTwice(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            setAside(store, List.of("same", "same"));
            setAside(store, List.of("same"));
            assertThat(store.deadLetters()
                            .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 9)
                            .await())
                    .extracting(DeadLetter::seen)
                    .containsExactly(3L);
        }
    }

    @Test
    void whatIsDiscardedIsGoneAndTheOthersStay(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            setAside(store, List.of("one", "two"));
            DeadLetters letters = store.deadLetters();
            long id = letters.list(DeadLetterFilter.ALL, Long.MAX_VALUE, 1)
                    .await()
                    .get(0)
                    .id();
            assertThat(letters.discard(id).await()).isTrue();
            assertThat(letters.discard(id).await()).isFalse();
            assertThat(letters.find(id).await()).isEmpty();
            assertThat(letters.backlog().await().get(Kind.MESSAGE).depth()).isEqualTo(1);
        }
    }

    @Test
    void theBacklogTellsDepthAndTheAgeOfTheOldestOfEachKind(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            assertThat(store.deadLetters().backlog().await())
                    .hasSize(Kind.values().length)
                    .allSatisfy((kind, backlog) -> assertThat(backlog).isEqualTo(DeadLetters.Backlog.NONE));
            setAside(store, List.of("old", "new"));
            Sql.run(
                    database,
                    "UPDATE wkgate_dead_letter SET first_seen_at = first_seen_at - INTERVAL 3 HOUR WHERE bytes = 'old'");
            store.database()
                    .commit(List.of(DeadLetters.insert(delivery("b", 1))))
                    .await();
            Map<Kind, DeadLetters.Backlog> backlogs =
                    store.deadLetters().backlog().await();
            DeadLetters.Backlog messages = backlogs.get(Kind.MESSAGE);
            assertThat(messages.depth()).isEqualTo(2);
            assertThat(messages.oldestSeconds()).isBetween(10_800L, 11_400L);
            assertThat(backlogs.get(Kind.DELIVERY).depth()).isEqualTo(1);
            assertThat(backlogs.get(Kind.REVOKE)).isEqualTo(DeadLetters.Backlog.NONE);
        }
    }

    @Test
    void aRevokesDeadLetterIsFoundAgainByWhatNamesTheRevoke(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            Buffer json = Buffer.buffer("{\"revoke\":\"5\"}");
            NewDeadLetter letter = NewDeadLetter.ofRevoke(new Refusal("deadline", "no answer"), json);
            NewDeadLetter later = NewDeadLetter.ofRevoke(new Refusal("deadline", "cancelled"), json);
            store.database().commit(List.of(DeadLetters.insert(letter))).await();
            store.database().commit(List.of(DeadLetters.insert(later))).await();
            assertThat(store.deadLetters()
                            .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 9)
                            .await())
                    .singleElement()
                    .satisfies(kept -> {
                        assertThat(kept.kind()).isEqualTo("revoke");
                        assertThat(kept.event()).isEqualTo("revoke");
                        assertThat(kept.reason()).isEqualTo("cancelled");
                        assertThat(kept.seen()).isEqualTo(2);
                        assertThat(kept.cut()).isFalse();
                    });
            assertThat(store.database()
                            .commit(List.of(DeadLetters.delete(letter)))
                            .await())
                    .containsExactly(1);
            assertThat(store.deadLetters()
                            .list(DeadLetterFilter.ALL, Long.MAX_VALUE, 9)
                            .await())
                    .isEmpty();
        }
    }

    @Test
    void aFilterFindsThoseToWhichAllOfItAppliesFromEitherEnd(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            setAside(store, List.of("1", "2"));
            long deliveries = 1;
            for (String destination : List.of("a", "b", "a", "b")) {
                store.database()
                        .commit(List.of(DeadLetters.insert(delivery(destination, deliveries++))))
                        .await();
            }
            Sql.run(database, "UPDATE wkgate_dead_letter SET last_seen_at = '2026-01-01' + INTERVAL id HOUR");
            DeadLetters letters = store.deadLetters();
            DeadLetterFilter ofB = filter(Optional.empty(), Optional.empty(), Optional.of("b"));
            assertThat(newest(letters, DeadLetterFilter.ALL)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
            assertThat(newest(letters, filter(Optional.of(Kind.MESSAGE), Optional.empty(), Optional.empty())))
                    .containsExactly(2L, 1L);
            assertThat(newest(letters, filter(Optional.empty(), Optional.of("msg.offline"), Optional.empty())))
                    .containsExactly(6L, 5L, 4L, 3L);
            assertThat(newest(letters, ofB)).containsExactly(6L, 4L);
            assertThat(newest(letters, ofB.from(5))).containsExactly(6L);
            assertThat(newest(letters, DeadLetterFilter.ALL.from(2).to(4))).containsExactly(4L, 3L, 2L);
            assertThat(newest(letters, between("2026-01-01T02:00:00Z", "2026-01-01T04:00:00Z")))
                    .containsExactly(3L, 2L);
            assertThat(letters.list(ofB, 6, 9).await())
                    .extracting(DeadLetter::id)
                    .containsExactly(4L);
            assertThat(letters.oldest(ofB.from(4), 9).await())
                    .extracting(DeadLetter::id)
                    .containsExactly(4L, 6L);
            assertThat(letters.oldest(DeadLetterFilter.ALL, 2).await())
                    .extracting(DeadLetter::id)
                    .containsExactly(1L, 2L);
        }
    }

    private static DeadLetterFilter filter(Optional<Kind> kind, Optional<String> event, Optional<String> field) {
        return new DeadLetterFilter(kind, event, field, 0, Long.MAX_VALUE, Optional.empty(), Optional.empty());
    }

    private static DeadLetterFilter between(String since, String until) {
        return new DeadLetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Long.MAX_VALUE,
                Optional.of(Instant.parse(since)),
                Optional.of(Instant.parse(until)));
    }

    private static List<Long> newest(DeadLetters letters, DeadLetterFilter filter) {
        return letters.list(filter, Long.MAX_VALUE, 9).await().stream()
                .map(DeadLetter::id)
                .toList();
    }

    private static NewDeadLetter delivery(String destination, long id) {
        Buffer json = Buffer.buffer("{\"delivery_id\":\"" + id + "\"}");
        return new NewDeadLetter(
                Kind.DELIVERY,
                "msg.offline",
                NewDeadLetter.Part.ENTRY,
                new Refusal(destination, "500"),
                json,
                json.length());
    }

    private static void setAside(StoreFixture store, List<String> letters) {
        store.write(
                new Batch(List.of(), letters.stream().map(StoreFixture::letter).toList(), Source.WEBHOOK));
    }
}
