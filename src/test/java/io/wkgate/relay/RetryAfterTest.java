package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a receiver may ask for rest in every form the standard knows, and nonsense is as nothing. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Optional<Duration> of(String text) {
        return RetryAfter.in(MultiMap.caseInsensitiveMultiMap().add("retry-after", text), NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "30 | 30",
                "' 7 ' | 7",
                "0000000000000120 | 120",
                "Sun, 22 Nov 2026 12:02:00 GMT | 120",
                "Sunday, 22-Nov-26 12:02:00 GMT | 120",
                "Sun Nov 22 12:02:00 2026 | 120",
                "31536001 | 31536000",
                "999999999 | 31536000",
                "99999999999999999999999999 | 31536000",
                "Sun, 22 Nov 2099 12:00:00 GMT | 31536000",
            })
    void understood(String text, long seconds) {
        assertThat(of(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+5",
                "1.5",
                "soon",
                "1e9",
                "٣",
                "0x10",
                "Sun, 22 Nov 2026 11:59:59 GMT",
                "Sun, 99 Foo 2026 11:59:59 GMT",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "30, 60"
            })
    void notUnderstood(String text) {
        assertThat(of(text)).isEmpty();
    }

    @Test
    void notThere() {
        assertThat(RetryAfter.in(MultiMap.caseInsensitiveMultiMap(), NOW)).isEmpty();
    }
}
