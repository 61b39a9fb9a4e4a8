package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wkgate.testing.SettableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The promise: a time is given as it is, or by how long it is ago; anything else is a mistake. */
class GivenTimeTest {

    private final GivenTime times = new GivenTime(new SettableClock());

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:30:00Z, 2026-11-20T08:30:00Z",
        "2026-11-20T08:30:00+02:00, 2026-11-20T06:30:00Z",
        "45s, 2026-11-21T23:59:15Z",
        "90m, 2026-11-21T22:30:00Z",
        "2h, 2026-11-21T22:00:00Z",
        "3d, 2026-11-19T00:00:00Z"
    })
    void bothWaysAreUnderstood(String text, String time) {
        assertThat(times.convert(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-20", "2026-11-20T08:30:00", "-2h", "2 h", "2w", "1h30m", "h"})
    void anythingElseIsAMistake(String text) {
        assertThatThrownBy(() -> times.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "' is not a time such as ");
    }
}
