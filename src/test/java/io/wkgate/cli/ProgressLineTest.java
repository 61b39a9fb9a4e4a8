package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The promise: on a terminal one line is drawn over and over and leaves nothing behind; elsewhere a log stays short. */
class ProgressLineTest {

    private final StringWriter written = new StringWriter();
    private final SettableClock clock = new SettableClock();

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(written), terminal, clock);
    }

    /** What a terminal shows of the last line. */
    private String shown() {
        StringBuilder row = new StringBuilder();
        for (String part : written.toString().split("\r")) {
            row.replace(0, Math.min(part.length(), row.length()), part);
        }
        return row.toString().stripTrailing();
    }

    @Test
    void aTerminalShowsTheLastAndNothingOfTheOneBefore() {
        ProgressLine line = line(true);
        line.show(0.25, "250/1000 channels, and a long tail");
        line.show(0.5, "500/1000 channels");
        assertThat(shown()).isEqualTo("[############------------] 500/1000 channels");
        assertThat(written.toString()).doesNotContain("\n");
        line.end();
        assertThat(shown()).isEmpty();
    }

    @Test
    void aShareOutOfBoundsAndALongTextStayOnOneLine() {
        ProgressLine line = line(true);
        line.show(7, "x".repeat(500));
        assertThat(shown()).startsWith("[########################] xxx").hasSize(79);
        line.show(-1, "");
        assertThat(shown()).isEqualTo("[------------------------]");
    }

    @Test
    void elsewhereThereIsALineNowAndThenAndNoneThatSaysTheSame() {
        ProgressLine line = line(false);
        line.show(0, "a");
        line.show(0.1, "b");
        clock.advance(Duration.ofSeconds(10));
        line.show(0.1, "a");
        line.show(0.2, "c");
        clock.advance(Duration.ofSeconds(9));
        line.show(0.3, "d");
        clock.advance(Duration.ofSeconds(1));
        line.show(0.3, "e");
        line.end();
        assertThat(written.toString().lines()).containsExactly("a", "c", "e");
    }
}
