/**
 * What the listeners of wkgate share. Promises that every one of them says what went wrong in one form and asks for its
 * key in one way, that no answer repeats a key, and that whoever has a certificate speaks only TLS. Every listener calls it;
 * it calls only {@code config}.
 */
@NullMarked
package io.wkgate.web;

import org.jspecify.annotations.NullMarked;
