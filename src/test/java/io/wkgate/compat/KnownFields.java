package io.wkgate.compat;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Measurement.Measured;
import java.util.Map;
import java.util.Set;

/** Whether msg.notify holds nothing but the fields that have been there since v1.2. */
final class KnownFields {
    private static final Set<String> SINCE_ONE = Set.of(
            "header",
            "setting",
            "message_id",
            "message_idstr",
            "client_msg_no",
            "message_seq",
            "from_uid",
            "channel_id",
            "channel_type",
            "expire",
            "timestamp",
            "payload");

    private KnownFields() {}

    static Measured verdict(Bench bench) {
        boolean none = bench.webhook().came(MarkedMessages.NOTIFY).stream()
                .flatMap(came -> MarkedMessages.messages(came).stream())
                .map(JsonObject::fieldNames)
                .allMatch(SINCE_ONE::containsAll);
        return none
                ? new Measured("none", Support.WORKS, Map.of())
                : new Measured("more", Support.THROUGH_WKGATE, Map.of());
    }
}
