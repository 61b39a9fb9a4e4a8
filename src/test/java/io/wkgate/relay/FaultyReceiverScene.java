package io.wkgate.relay;

import io.vertx.core.Vertx;
import io.wkgate.testing.EndOf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the sender begin with: a Vert.x for all of a class, and a receiver for each test. */
abstract class FaultyReceiverScene {

    static Vertx vertx;

    FaultyReceiver receiver;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        EndOf.vertx(vertx);
    }

    @BeforeEach
    void startReceiver() {
        receiver = FaultyReceiver.start();
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
    }
}
