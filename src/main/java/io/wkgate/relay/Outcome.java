package io.wkgate.relay;

import java.util.Locale;

/** How an attempt ended, and so whose fault it was. */
enum Outcome {
    /** 2xx. WuKongIM takes 200 only; whoever answers 204 has it all the same. */
    DELIVERED,
    /** 4xx: the receiver's refusal of what was sent, or of who sent it. */
    REFUSED,
    /** 429, or 503 with Retry-After: the receiver has enough for now. */
    BUSY,
    /** 410: the receiver wants nothing more, ever. */
    GONE,
    /** 5xx: the receiver's own failure; or an answer that is none, such as a redirect. */
    FAILED,
    /** No complete answer in time. */
    TIMED_OUT,
    /** The network's failure: no such name, nobody listens, TLS, a connection that broke. */
    UNREACHABLE,
    /** The address is one to which nothing is sent. */
    FORBIDDEN_ADDRESS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
