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

    @Test
    void findsAnInsertOfSeveralRowsThatIsATransactionByItself() {
        Buffer insert = packet(0x17, "x".repeat(600));
        for (int cut = 0; cut <= insert.length(); cut++) {
            boolean first = detector.sees(insert.slice(0, cut));
            boolean second = detector.sees(insert.slice(cut, insert.length()));
            assertThat(first ^ second).as("cut at %d", cut).isTrue();
        }
        assertThat(detector.sees(packet(0x17, "a select"))).isFalse();
        assertThat(detector.sees(packet("START TRANSACTION").appendBuffer(insert)))
                .isFalse();
        assertThat(detector.sees(packet("COMMIT"))).isTrue();
        assertThat(detector.sees(insert)).isTrue();
    }

    private static Buffer packet(String query) {
        return packet(3, query);
    }

    private static Buffer packet(int command, String text) {
        return Buffer.buffer()
                .appendMediumLE(1 + text.length())
                .appendByte((byte) 0)
                .appendByte((byte) command)
                .appendString(text);
    }
}
