/**
 * The listener for business servers: revoking and reading messages. Promises that its routes are those of the OpenAPI
 * document that it serves, that nothing but the document answers without the key, that what a rule forbids stays
 * forbidden here, and that a mistake in a request is answered with the name of the field. {@code boot} starts it, and
 * {@code ops} shows revokes as it does; it calls {@code revoke}, {@code store}, {@code event}, {@code web} and
 * {@code config}.
 */
@NullMarked
package io.wkgate.api;

import org.jspecify.annotations.NullMarked;
