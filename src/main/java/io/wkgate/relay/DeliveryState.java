package io.wkgate.relay;

import java.util.Locale;

/** Where a delivery is. */
enum DeliveryState {
    WAITING,
    DELIVERED,
    DEAD;

    /** In the column {@code state}. */
    int column() {
        return ordinal();
    }

    static DeliveryState of(int column) {
        return values()[column];
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
