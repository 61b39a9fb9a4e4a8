package io.wkgate.relay;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of a destination: when it begins to fail and when it is well again, and what is given up. */
final class DestinationLog {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationLog.class);

    /** One bad message among good ones fails and is followed by a success again and again. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final String destination;
    private final Clock clock;
    private final Supplier<Future<String>> waiting;
    private boolean failing;
    private Instant lastWarning = Instant.MIN;

    /** @param waiting tells how many deliveries wait */
    DestinationLog(String destination, Clock clock, Supplier<Future<String>> waiting) {
        this.destination = destination;
        this.clock = clock;
        this.waiting = waiting;
    }

    void attempt(Delivery delivery, AttemptResult result) {
        LOG.debug(
                "delivery {} to {}, attempt {}: {} {}",
                delivery.webhookId(),
                destination,
                delivery.attempts() + 1,
                result.outcome().label(),
                result.detail());
        if (result.outcome() == Outcome.DELIVERED) {
            delivered();
        } else if (result.outcome() != Outcome.GONE) {
            failed(delivery, result);
        }
    }

    private void delivered() {
        if (failing) {
            failing = false;
            waiting.get()
                    .onSuccess(count -> LOG.info("destination {} takes deliveries again; {} wait", destination, count));
        }
    }

    private void failed(Delivery delivery, AttemptResult result) {
        Instant now = clock.instant();
        if (!failing && lastWarning.isBefore(now.minus(QUIET))) {
            failing = true;
            lastWarning = now;
            LOG.warn(
                    "destination {} fails, and what it does not get is sent again later: {} ({}, delivery {})",
                    destination,
                    result.detail(),
                    result.outcome().label(),
                    delivery.webhookId());
        }
    }

    void givenUp(Delivery delivery, AttemptResult result) {
        LOG.error(
                "delivery {} to destination {} is given up and stands in the dead letters: {}",
                delivery.webhookId(),
                destination,
                result.detail());
    }

    void split(Delivery delivery, int elements) {
        LOG.debug(
                "delivery {} to destination {} is refused as a whole; its {} elements go in halves",
                delivery.webhookId(),
                destination,
                elements);
    }

    void gone(AttemptResult result) {
        LOG.error(
                "destination {} answered 410 and is stopped; everything waits until `wkgate destinations start {}`: {}",
                destination,
                destination,
                result.detail());
    }
}
