/**
 * What business servers call: revokes and reading messages. Promises that its routes are those of the OpenAPI document and
 * that nothing but that document answers without a credential. {@code boot} starts it; it calls {@code revoke},
 * {@code upstream}, {@code store} and {@code web}.
 */
@NullMarked
package io.wkgate.api;

import org.jspecify.annotations.NullMarked;
