/** The commands. Promises that an operator's mistake is answered with a sentence and an exit code, never with a stack. */
@NullMarked
package io.wkgate.cli;

import org.jspecify.annotations.NullMarked;
