package io.wkgate.outage;

import java.util.Optional;
import java.util.Set;

/** A WuKongIM, real or simulated, that a test may kill and start again. */
public interface TestUpstream extends AutoCloseable {

    /** The address of its API. */
    String api();

    /** How much faster than a real server its own times run; 1 for a real one. */
    double timeScale();

    /** Where v3 listens for who manages it; nothing before v3. */
    Optional<String> manager();

    /** The ids of the messages that its webhook gave up for good; nothing where it does not tell. */
    Optional<Set<Long>> dropped();

    /** Dies as by {@code kill -9}; what it stored stays. */
    void kill();

    /** Starts again on what it stored and at the same addresses, after {@link #kill()}. */
    void restart();

    @Override
    void close();
}
