package io.wkgate.store;

import java.time.Instant;

/**
 * That a message is revoked.
 *
 * @param revokerUid who revoked it first
 * @param at when, to the millisecond; in the layout tsdd not before that, for its server keeps no time of its own for it
 *     and a later edit or pin moves it
 */
public record Mark(String revokerUid, Instant at) {}
