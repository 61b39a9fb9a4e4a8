/**
 * Tables, layouts, migrations and dead letters. Promises that a batch is committed or its future fails, that writing it
 * twice changes nothing, that a row which the database refuses costs no other, and that nothing is ever cut or swallowed
 * silently. Called by whatever stores or reads; it calls only {@code event} and {@code config}.
 */
@NullMarked
package io.wkgate.store;

import org.jspecify.annotations.NullMarked;
