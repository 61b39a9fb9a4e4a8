package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a compressed body is unpacked to the very bytes, and so is what the database or an older wkgate has compressed. */
@ExtendWith(DatabaseServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressedBodyTest {

    private static final int KIBIBYTE = 1 << 10;
    private static final int MEBIBYTE = 1 << 20;

    private final BodyCompressor compressor = new BodyCompressor();

    static Stream<Buffer> bodies() {
        return Stream.of(
                Buffer.buffer(),
                Buffer.buffer("x"),
                Buffer.buffer("[{\"payload\":\"频\\u0000\"}]\n".repeat(1000)),
                random(100),
                random(64 * KIBIBYTE),
                Buffer.buffer(new byte[64 * KIBIBYTE]),
                Buffer.buffer(new byte[512 * KIBIBYTE]),
                Buffer.buffer(new byte[512 * KIBIBYTE + 1]),
                random(512 * KIBIBYTE + 1));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void itIsUnpackedToItself(Buffer body, ConnectionDetails database) throws Exception {
        Buffer packed = compressor.compress(body);
        assertThat(CompressedBody.uncompress(packed)).isEqualTo(body);
        Buffer databases = select(database, "SELECT COMPRESS(?)", body);
        assertThat(CompressedBody.uncompress(databases)).isEqualTo(body);
    }

    @Test
    void theLargestPayloadThatWuKongImSendsIsUnpackedToItself() {
        Buffer zeros = Buffer.buffer(new byte[16 * MEBIBYTE]);
        assertThat(CompressedBody.uncompress(compressor.compress(zeros)).equals(zeros))
                .isTrue();
        Buffer random = random(16 * MEBIBYTE);
        assertThat(CompressedBody.uncompress(compressor.compress(random)).equals(random))
                .isTrue();
    }

    @Test
    void oneCompressorPacksMuchAtOnceAndOneAfterTheOther() {
        List<Buffer> many =
                bodies().filter(body -> body.length() <= 64 * KIBIBYTE).toList();
        IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> many.get(i % many.size()))
                .forEach(body -> assertThat(CompressedBody.uncompress(compressor.compress(body)))
                        .isEqualTo(body));
    }

    @Test
    void whatRepeatsItselfBecomesMuchSmaller() {
        Buffer body = Buffer.buffer("{\"channel_id\":\"g1\",\"channel_type\":2},".repeat(1000));
        assertThat(compressor.compress(body).length()).isLessThan(body.length() / 20);
    }

    @Test
    void theDatabasesOfAsManyZerosAsAPacketTakesIsUnpackedToo(ConnectionDetails database) throws Exception {
        // The highest ratio that there is.
        Buffer packed = select(database, "SELECT COMPRESS(REPEAT(CHAR(0), 8000000))", null);
        assertThat(CompressedBody.uncompress(packed).length()).isEqualTo(8_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 20, 60})
    void whatIsCutIsTold(int length) {
        Buffer packed = compressor.compress(random(100));
        assertThatThrownBy(() -> CompressedBody.uncompress(packed.slice(0, length)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void damagedBytesAreToldOrUnpackedButCostNeitherMemoryNorAnotherError() {
        Buffer whole = compressor.compress(Buffer.buffer("[{\"message_id\":7}]".repeat(20)));
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            Buffer damaged = whole.copy();
            damaged.setByte(random.nextInt(damaged.length()), (byte) random.nextInt(256));
            try {
                assertThat(CompressedBody.uncompress(damaged).length()).isLessThan(100 * KIBIBYTE);
            } catch (IllegalArgumentException told) {
                assertThat(told).hasMessageContaining("compressed body");
            }
        }
    }

    @Test
    void aLengthThatIsALieIsTold() {
        for (int length : new int[] {-1, 0, 1, 99, 101, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 99}) {
            Buffer packed = compressor.compress(random(100)).setIntLE(0, length);
            assertThatThrownBy(() -> CompressedBody.uncompress(packed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Buffer random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private static Buffer select(ConnectionDetails database, String sql, Buffer parameter) throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (parameter != null) {
                statement.setBytes(1, parameter.getBytes());
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return Buffer.buffer(result.getBytes(1));
            }
        }
    }
}
