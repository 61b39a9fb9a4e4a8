package io.wkgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** A COMMIT is found wherever TCP cuts the packets, and nothing else is taken for one. */
class CommitDetectorTest {
    private final CommitDetector detector = new CommitDetector();

    @Test
    void findsACommitBetweenOtherPacketsCutAnywhere() {
        Buffer stream = Buffer.buffer()
                .appendBuffer(packet("SELECT 1"))
                .appendBuffer(packet("COMMIT"))
                .appendBuffer(packet("SELECT 2"));
        for (int cut = 0; cut <= stream.length(); cut++) {
            boolean first = detector.sees(stream.slice(0, cut));
            boolean second = detector.sees(stream.slice(cut, stream.length()));
            assertThat(first ^ second).as("cut at %d", cut).isTrue();
        }
    }

    @Test
    void ignoresTheWordInsideAnotherStatementAndWordsOfItsLength() {
        assertThat(detector.sees(packet("SELECT 'COMMIT'"))).isFalse();
        assertThat(detector.sees(packet("SELECT"))).isFalse();
        assertThat(detector.sees(packet("commit"))).isTrue();
    }

    private static Buffer packet(String query) {
        return Buffer.buffer()
                .appendMediumLE(1 + query.length())
                .appendByte((byte) 0)
                .appendByte((byte) 3)
                .appendString(query);
    }
}
