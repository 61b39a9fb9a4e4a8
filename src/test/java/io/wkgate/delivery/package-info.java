/**
 * The relay as a business server sees it, from upstream's call to the receiver's answer: what goes wrong on the way, and
 * what it costs. Every event that was acknowledged must be received once at least, and whatever comes twice is counted:
 * what the relay delivered again has the webhook-id that it had before, what upstream sent again has another.
 */
package io.wkgate.delivery;
