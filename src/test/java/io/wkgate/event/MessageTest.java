package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.Recordings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: on every version the message's id tells when upstream made it, and its timestamp says the same to a second. */
class MessageTest {

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void theIdTellsTheTime(String version) {
        EntryReader reader = new EntryReader();
        assertThat(Recordings.entries(version)).isNotEmpty().allSatisfy(recorded -> {
            Message message = ((Entry.Accepted) reader.read(EntryText.utf8(recorded))).message();
            assertThat(Duration.between(Instant.ofEpochSecond(message.timestamp()), message.idTime())
                            .abs())
                    .isLessThan(Duration.ofSeconds(1));
        });
    }
}
