/**
 * What gap repair promises as a whole: after an outage the {@code message} table equals upstream's own log, message by
 * message, on every version, simulated and, tagged {@code real}, real. The log is read by readers of its own here, not by
 * wkgate's.
 */
package io.wkgate.repair;
