package io.wkgate.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How far something is: on a terminal a bar that is drawn anew, else a line now and then. */
final class ProgressLine {

    private static final int BAR = 24;

    /** A line that is longer than the terminal would not be drawn over. */
    private static final int WIDTH = 79;

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private final Clock clock;
    private String last = "";
    private Instant next = Instant.MIN;

    ProgressLine(PrintWriter out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    static ProgressLine on(PrintWriter out, Clock clock) {
        return new ProgressLine(out, System.console() != null, clock);
    }

    /** @param share from 0 to 1 */
    void show(double share, String text) {
        if (terminal) {
            String line = bar(share) + " " + text;
            String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
            out.print("\r" + cut + " ".repeat(Math.max(0, last.length() - cut.length())));
            out.flush();
            last = cut;
        } else if (!text.equals(last) && !clock.instant().isBefore(next)) {
            out.println(text);
            last = text;
            next = clock.instant().plus(NOW_AND_THEN);
        }
    }

    private static String bar(double share) {
        int done = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        return "[" + "#".repeat(done) + "-".repeat(BAR - done) + "]";
    }

    /** Nothing more is shown; what is printed next stands on a line of its own. */
    void end() {
        if (terminal && !last.isEmpty()) {
            out.print("\r" + " ".repeat(last.length()) + "\r");
            out.flush();
        }
    }
}
