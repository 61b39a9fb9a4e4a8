package io.wkgate.delivery;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * One request as a receiver got it.
 *
 * @param kept whether the receiver has now what it brought
 */
public record Delivered(String event, MultiMap headers, Buffer body, List<Item> items, boolean kept) {

    /** Empty if there is none. */
    public String webhookId() {
        return headers.get("webhook-id") == null ? "" : headers.get("webhook-id");
    }
}
