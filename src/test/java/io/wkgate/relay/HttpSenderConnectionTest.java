package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promise: a connection is used again as long as it is whole, and never when something is left on it. */
class HttpSenderConnectionTest extends FaultyReceiverScene {

    private HttpSenderFixture sender;

    @BeforeEach
    void start() {
        sender = HttpSenderFixture.to(receiver.url("/"))
                .timeout(Duration.ofSeconds(10))
                .open(vertx);
    }

    @AfterEach
    void stop() {
        sender.close();
    }

    private void delivered() throws Exception {
        assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        for (int i = 0; i < 20; i++) {
            delivered();
        }
        assertThat(receiver.requests()).hasSize(20);
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void aRefusalCostsNoConnection() throws Exception {
        receiver.next(FaultyAnswer.status(400, "no"), FaultyAnswer.status(500, "no"), FaultyAnswer.status(302, "no"));
        for (int i = 0; i < 3; i++) {
            assertThat(sender.send().outcome()).isNotEqualTo(Outcome.DELIVERED);
        }
        delivered();
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void theRestOfALongAnswerIsThrownAwayAndTheConnectionUsedAgain() throws Exception {
        receiver.next(FaultyAnswer.status(200, "x".repeat(50_000)));
        // With a second connection it would not wait for the first to be free.
        try (HttpSenderFixture single =
                HttpSenderFixture.to(receiver.url("/")).concurrency(1).open(vertx)) {
            assertThat(single.send().answer().length()).isEqualTo(AttemptResult.ANSWER_BYTES);
            assertThat(single.send().outcome()).isEqualTo(Outcome.DELIVERED);
        }
        assertThat(receiver.requests()).hasSize(2);
        assertThat(receiver.requests().get(1).text()).isEqualTo(HttpSenderFixture.BODY);
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionWithHalfAnAnswerOnItIsClosed() throws Exception {
        receiver.next(FaultyAnswer.endless(200));
        delivered();
        await().until(() -> receiver.openConnections() == 0);
        delivered();
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionOnWhichTimeRanOutIsClosed() throws Exception {
        try (HttpSenderFixture hasty = HttpSenderFixture.to(receiver.url("/"))
                .timeout(Duration.ofSeconds(1))
                .open(vertx)) {
            receiver.next(FaultyAnswer.silence(), FaultyAnswer.hangInBody(200, "begin"));
            assertThat(hasty.send().outcome()).isEqualTo(Outcome.TIMED_OUT);
            await().until(() -> receiver.openConnections() == 0);
            assertThat(hasty.send().outcome()).isEqualTo(Outcome.DELIVERED);
            await().until(() -> receiver.openConnections() == 0);
        }
    }

    @Test
    void aConnectionThatTheReceiverAnnouncedToCloseIsNotUsedAgain() throws Exception {
        receiver.next(
                FaultyAnswer.status(200, Map.of("Connection", "close"), "bye").thenClosed());
        delivered();
        delivered();
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionThatBrokeIsNotUsedAgain() throws Exception {
        receiver.next(FaultyAnswer.status(200), FaultyAnswer.reset());
        delivered();
        assertThat(sender.send().outcome()).isEqualTo(Outcome.UNREACHABLE);
        delivered();
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void noMoreConnectionsThanTheDestinationsConcurrency() throws Exception {
        receiver.answer(FaultyAnswer.status(200).after(Duration.ofMillis(20)));
        List<Future<AttemptResult>> many = IntStream.range(0, 20)
                .mapToObj(i -> sender.sender().send(HttpSenderFixture.delivery("msg.notify", Source.WEBHOOK, i)))
                .toList();
        Future.all(many).await(60, TimeUnit.SECONDS);
        assertThat(many).allMatch(sent -> sent.result().outcome() == Outcome.DELIVERED);
        assertThat(receiver.requests()).hasSize(20);
        assertThat(receiver.connections()).isEqualTo(2);
    }
}
