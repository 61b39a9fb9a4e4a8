package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The promise: a channel that is read again because somebody asked is not called behind, and one that was named and that
 * WuKongIM does not know is no success.
 */
class SweepTextTest {

    private static JsonObject sweep(String kind, long unknown) {
        return new JsonObject()
                .put("id", "7")
                .put("kind", kind)
                .put("state", "done")
                .put("channels", 3)
                .put("walked", 3)
                .put("behind", 2)
                .put("unknown", unknown)
                .put("repaired", 5)
                .put("absent", 0)
                .put("unreadable", 0)
                .put("open_gaps", 0);
    }

    @Test
    void whatIsReadAgainIsNotCalledBehind() {
        for (String kind : List.of("channel", "since", "history")) {
            assertThat(SweepText.now(sweep(kind, 0))).isEqualTo("3/3 channels, 2 read again, 5 back, 0 gaps open");
            assertThat(SweepText.summary(sweep(kind, 0)).lines()).contains("  read again                    2");
        }
        for (String kind : List.of("outage", "daily", "known")) {
            assertThat(SweepText.now(sweep(kind, 0))).isEqualTo("3/3 channels, 2 behind, 5 back, 0 gaps open");
            assertThat(SweepText.summary(sweep(kind, 0)).lines()).contains("  behind                        2");
        }
    }

    @Test
    void oneChannelThatWuKongImDoesNotKnowIsNoSuccess() {
        assertThat(SweepText.allBack(sweep("channel", 1))).isFalse();
        assertThat(SweepText.allBack(sweep("channel", 0))).isTrue();
        assertThat(SweepText.allBack(sweep("known", 1)))
                .as("a channel without messages")
                .isTrue();
    }
}
