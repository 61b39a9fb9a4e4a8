package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The promise: the page of who received what says what the records of the runs say. */
class RevokeTableIsCurrentTest {

    @Test
    void thePageIsWhatTheRecordsSay() throws Exception {
        assertThat(Files.readString(RevokeRun.TABLE))
                .as("made anew by: WUKONGIM_HOME=… mvn verify -Preal")
                .isEqualTo(RevokeRun.table());
    }
}
