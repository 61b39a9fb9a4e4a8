package io.wkgate.replicas;

import io.wkgate.delivery.Balance;

/**
 * What a scenario came to.
 *
 * @param sent messages that WuKongIM began to send, acknowledged or not
 * @param dropped those of them that it gave up
 * @param stored those of them that are rows
 * @param toldAgain how many of them WuKongIM sent more than once, each time counted
 * @param business what the destination without an order received
 * @param ordered what the destination with an order received
 * @param revokes messages whose revoke was accepted
 * @param confirmed those of them whose revoke ended as confirmed
 * @param commands how many commands that revoke them WuKongIM has in its log
 */
record Outcome(
        long sent,
        long dropped,
        long stored,
        long toldAgain,
        Balance business,
        Balance ordered,
        long revokes,
        long confirmed,
        long commands) {

    long lost() {
        return sent - stored;
    }

    @Override
    public String toString() {
        return ("%d messages sent, %d stored, %d lost, %d dropped by WuKongIM, %d told again by it;"
                        + " delivered without order: %s; delivered in order: %s;"
                        + " %d of %d revokes confirmed, with %d commands")
                .formatted(sent, stored, lost(), dropped, toldAgain, business, ordered, confirmed, revokes, commands);
    }
}
