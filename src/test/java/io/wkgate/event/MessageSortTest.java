package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: sync_once makes a command, no_persist alone a transient, and everything else is a message to be stored. */
class MessageSortTest {

    @ParameterizedTest
    @CsvSource({
        "false, false, MESSAGE",
        "true,  false, TRANSIENT",
        "false, true,  COMMAND",
        "true,  true,  COMMAND",
    })
    void theHeaderSaysWhatAnEntryIs(boolean noPersist, boolean syncOnce, MessageSort sort) {
        assertThat(MessageSort.of(new Header(noPersist, false, syncOnce))).isEqualTo(sort);
        assertThat(MessageSort.of(new Header(noPersist, true, syncOnce))).isEqualTo(sort);
    }
}
