package io.wkgate.outage;

/** A WuKongIM, real or simulated, that a test may stop. */
interface TestUpstream extends AutoCloseable {

    /** The address of its API. */
    String api();

    /** How much faster than a real server its own times run; 1 for a real one. */
    double timeScale();

    @Override
    void close();
}
