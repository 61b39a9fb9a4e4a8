package io.wkgate.delivery;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;

/** Lets time pass for what waits to be delivered. The database's clock rules, and that cannot be set: so the dates are. */
record Hours(ConnectionDetails database) {

    void pass(Duration time) throws SQLException {
        long millis = time.toMillis();
        Sql.run(
                database,
                "UPDATE wkgate_delivery SET due_at = TIMESTAMPADD(MICROSECOND, -%1$d000, due_at),".formatted(millis)
                        + " expires_at = TIMESTAMPADD(MICROSECOND, -%d000, expires_at) WHERE state = 0"
                                .formatted(millis));
    }

    /** The leases of a gateway that was killed run out. */
    void leasesEnd() throws SQLException {
        Sql.run(
                database,
                "UPDATE wkgate_delivery SET due_at = UTC_TIMESTAMP(3)"
                        + " WHERE state = 0 AND lease IS NOT NULL AND due_at > UTC_TIMESTAMP(3)");
    }
}
