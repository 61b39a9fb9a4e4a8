package io.wkgate.benchmark;

/** Has one body's messages stored over one connection, and returns when they are committed. Not thread-safe. */
interface BodyWriter extends AutoCloseable {

    void write(long firstId) throws Exception;

    @Override
    void close() throws Exception;

    /** Opens a writer for bodies of so many messages. */
    interface Factory {

        BodyWriter open(int messages) throws Exception;
    }
}
