/**
 * What an outage costs: the same scenarios against a simulated and, tagged {@code real}, against a real WuKongIM. Every
 * message that upstream accepted must be a row afterwards, once.
 */
package io.wkgate.outage;
