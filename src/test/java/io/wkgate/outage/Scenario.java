package io.wkgate.outage;

/**
 * One outage.
 *
 * @param version the WuKongIM
 * @param transport how its webhook comes, {@code http} or {@code grpc}
 * @param seconds how long the database is gone, in upstream's time
 * @param patient whether upstream has all of the lines that wkgate prints; only v3 has more than the address among them
 */
record Scenario(String version, String transport, double seconds, boolean patient) {

    Scenario(String version, String transport, double seconds) {
        this(version, transport, seconds, false);
    }

    @Override
    public String toString() {
        return "%s over %s, database gone for %.0f s%s"
                .formatted(version, transport, seconds, patient ? ", with the printed lines" : "");
    }
}
