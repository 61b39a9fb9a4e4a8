/**
 * The database that wkgate brings along for trying out and for tests: a real MariaDB as a child process, with its data
 * in a directory of its own.
 *
 * <p>Promises: what was committed survives a {@code kill -9} of either process; nobody but this machine can connect;
 * two wkgate processes never run on one directory. {@code boot} starts it when no {@code database.url} is set, commands
 * find a running one with {@link io.wkgate.store.embedded.EmbeddedDatabase#find}, and tests build their own servers
 * from {@link io.wkgate.store.embedded.MariaDbServer}. Everything here blocks: never call it on an event loop.
 */
@NullMarked
package io.wkgate.store.embedded;

import org.jspecify.annotations.NullMarked;
