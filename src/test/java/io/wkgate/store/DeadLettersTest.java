package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Refusal;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.util.List;
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
            List<DeadLetter> first = letters.list(Long.MAX_VALUE, 3).await();
            List<DeadLetter> second = letters.list(first.get(2).id(), 3).await();
            List<DeadLetter> third = letters.list(second.get(2).id(), 3).await();
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
            assertThat(letters.list(third.get(0).id(), 3).await()).isEmpty();
        }
    }

    @Test
    void theSameThingAgainIsCountedAndNotKeptTwice(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            setAside(store, List.of("same", "same"));
            setAside(store, List.of("same"));
            assertThat(store.deadLetters().list(Long.MAX_VALUE, 9).await())
                    .extracting(DeadLetter::seen)
                    .containsExactly(3L);
        }
    }

    @Test
    void whatIsDiscardedIsGoneAndTheOthersStay(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            setAside(store, List.of("one", "two"));
            DeadLetters letters = store.deadLetters();
            long id = letters.list(Long.MAX_VALUE, 1).await().get(0).id();
            assertThat(letters.discard(id).await()).isTrue();
            assertThat(letters.discard(id).await()).isFalse();
            assertThat(letters.find(id).await()).isEmpty();
            assertThat(letters.backlog().await().depth()).isEqualTo(1);
        }
    }

    @Test
    void theBacklogTellsDepthAndTheAgeOfTheOldest(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            assertThat(store.deadLetters().backlog().await()).isEqualTo(new DeadLetters.Backlog(0, 0));
            setAside(store, List.of("old", "new"));
            Sql.run(
                    database,
                    "UPDATE wkgate_dead_letter SET first_seen_at = first_seen_at - INTERVAL 3 HOUR WHERE bytes = 'old'");
            DeadLetters.Backlog backlog = store.deadLetters().backlog().await();
            assertThat(backlog.depth()).isEqualTo(2);
            assertThat(backlog.oldestSeconds()).isBetween(10_800L, 11_400L);
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
            assertThat(store.deadLetters().list(Long.MAX_VALUE, 9).await())
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
            assertThat(store.deadLetters().list(Long.MAX_VALUE, 9).await()).isEmpty();
        }
    }

    private static void setAside(StoreFixture store, List<String> letters) {
        store.write(
                new Batch(List.of(), letters.stream().map(StoreFixture::letter).toList(), Source.WEBHOOK));
    }
}
