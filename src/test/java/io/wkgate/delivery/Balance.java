package io.wkgate.delivery;

/**
 * What a run came to for one receiver.
 *
 * @param events webhook calls that were acknowledged
 * @param lost those of them of which something was never received
 * @param neverSent items that were received and that nobody sent
 * @param duplicates deliveries that were received again, under the webhook-id that they had before
 * @param sentAgain items that upstream sent again, and that so were received under another webhook-id
 */
public record Balance(long events, long lost, long neverSent, long duplicates, long sentAgain) {

    @Override
    public String toString() {
        return "%d events, %d lost, %d duplicates of a delivery, %d items sent again by upstream"
                .formatted(events, lost, duplicates, sentAgain);
    }
}
