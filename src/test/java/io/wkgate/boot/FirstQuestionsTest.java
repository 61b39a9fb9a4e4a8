package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLException;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promise: a start asks a database again that was too slow, and not one that has refused. */
class FirstQuestionsTest {

    private final Vertx vertx = Vertx.vertx();
    private final FirstQuestions questions = new FirstQuestions(vertx);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void end() {
        EndOf.vertx(vertx);
    }

    @Test
    void itIsAskedAgainAndThatIsSaidOnce() {
        try (LogCapture log = LogCapture.open()) {
            assertThat(questions
                            .ask(() -> asked.incrementAndGet() < 3
                                    ? Future.failedFuture(new TimeoutException("Timeout waiting for connection"))
                                    : Future.succeededFuture("there"))
                            .await())
                    .isEqualTo("there");
            assertThat(asked).hasValue(3);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("does not answer"))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsRefusedIsNotAskedAgain() {
        MySQLException refused = new MySQLException("Data too long", 1406, "22001");
        assertThatThrownBy(() -> questions
                        .ask(() -> {
                            asked.incrementAndGet();
                            return Future.failedFuture(refused);
                        })
                        .await())
                .isSameAs(refused);
        assertThat(asked).hasValue(1);
    }
}
