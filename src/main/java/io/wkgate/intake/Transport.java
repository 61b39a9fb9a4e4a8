package io.wkgate.intake;

import java.util.Locale;

/** How an event came. */
enum Transport {
    HTTP,
    GRPC;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
