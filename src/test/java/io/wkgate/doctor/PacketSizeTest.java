package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.ByteSize;
import io.wkgate.store.BodyCompressor;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: it is good only where the largest event that intake lets in fits as it is stored, and not much later. */
class PacketSizeTest {

    /** What a statement says beside its rows, as the store reckons. */
    private static final long OVERHEAD = 64 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"1MiB", "6MiB", "24MiB"})
    void theWorstOfAnEntryFitsWhereItIsGood(String entryLimit) {
        ByteSize limit = ByteSize.parse(entryLimit);
        byte[] payload = new byte[(int) (limit.bytes() / 4 * 3)];
        new Random(7).nextBytes(payload);
        Buffer body = Buffer.buffer(Base64.getEncoder().encode(payload));
        long packed = new BodyCompressor().compress(body).length();
        assertThat(level(packed + OVERHEAD - 1, limit)).isNotEqualTo(Finding.Level.GOOD);
        assertThat(level(packed + packed / 200 + OVERHEAD, limit)).isEqualTo(Finding.Level.GOOD);
    }

    private static Finding.Level level(long packet, ByteSize entryLimit) {
        ServerVariables variables = new ServerVariables(Map.of("max_allowed_packet", Long.toString(packet)), Map.of());
        return PacketSize.of(variables, entryLimit).level();
    }
}
