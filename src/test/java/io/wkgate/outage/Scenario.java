package io.wkgate.outage;

/**
 * One outage.
 *
 * @param version the WuKongIM
 * @param transport how its webhook comes, {@code http} or {@code grpc}
 * @param seconds how long the database is gone, in upstream's time
 */
record Scenario(String version, String transport, double seconds) {

    @Override
    public String toString() {
        return "%s over %s, database gone for %.0f s".formatted(version, transport, seconds);
    }
}
