package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.wkgate.event.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A business server without a network: it answers as a test tells it, and keeps what it got. */
final class FakeReceiver implements Sender {

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Function<Got, Future<AttemptResult>> behaviour = request -> done(delivered());

    /**
     * One request.
     *
     * @param elements what of the body was selected
     */
    record Got(String webhookId, String event, int attempt, List<Object> elements) {

        static Got of(Outgoing outgoing) {
            JsonArray body = new JsonArray(outgoing.body());
            List<Integer> places = outgoing.selection()
                    .map(Selection::places)
                    .orElseGet(() -> IntStream.range(0, body.size()).boxed().toList());
            return new Got(
                    outgoing.webhookId(),
                    outgoing.event(),
                    outgoing.attempt(),
                    places.stream().map(body::getValue).toList());
        }
    }

    /** From now on it answers so. */
    void answers(Function<Got, AttemptResult> answer) {
        behaviour = request -> done(answer.apply(request));
    }

    /** From now on it answers so, when it likes. */
    void answersLater(Function<Got, Future<AttemptResult>> answer) {
        behaviour = answer;
    }

    /** Every request, in the order in which they came. */
    List<Got> got() {
        return got;
    }

    /** Every element of every request, in the order in which they came. */
    List<Object> elements() {
        return got.stream().flatMap(request -> request.elements().stream()).toList();
    }

    @Override
    public Future<AttemptResult> send(Outgoing delivery) {
        Got request = Got.of(delivery);
        Future<AttemptResult> answer = behaviour.apply(request);
        got.add(request);
        return answer;
    }

    @Override
    public ShownRequest show(Outgoing delivery) {
        return new ShownRequest(
                "POST", "http://receiver/", Map.of("webhook-id", delivery.webhookId()), delivery.body());
    }

    @Override
    public void close() {}

    static Future<AttemptResult> done(AttemptResult result) {
        return Future.succeededFuture(result);
    }

    static AttemptResult delivered() {
        return result(Outcome.DELIVERED, 200, "200");
    }

    static AttemptResult failed() {
        return result(Outcome.FAILED, 500, "it answered 500");
    }

    static AttemptResult refused(int status) {
        return result(Outcome.REFUSED, status, "it answered " + status);
    }

    static AttemptResult gone() {
        return result(Outcome.GONE, 410, "it answered 410");
    }

    static AttemptResult busy(Duration retryAfter) {
        return new AttemptResult(
                Outcome.BUSY, 429, "it answered 429", Buffer.buffer(), Duration.ZERO, Optional.of(retryAfter));
    }

    static AttemptResult result(Outcome outcome, int status, String detail) {
        return new AttemptResult(
                outcome, status, detail, Buffer.buffer("an answer"), Duration.ofMillis(1), Optional.empty());
    }
}
