package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.GrpcCaller;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.MutatedBody;
import io.wkgate.testing.Recordings;
import io.wkgate.testing.TestGateway;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: through the whole gateway, a recorded batch with one damaged entry is acknowledged, and every message in it
 * that was not touched is a row. MutatedRecordingsFuzzTest tries many more without a database.
 */
@ExtendWith(DatabaseServerExtension.class)
class MutatedEventsTest {

    private static final int BODIES = 30;

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void noMutationCostsAnotherMessage(String version, ConnectionDetails database) throws Exception {
        List<String> messages = Recordings.messages(version);
        Set<Long> expected = new HashSet<>();
        try (TestGateway gateway = TestGateway.start(database);
                GrpcCaller grpc = new GrpcCaller(gateway.grpcPort())) {
            for (long seed = 0; seed < BODIES; seed++) {
                MutatedBody body = MutatedBody.of(messages, new Random(seed));
                expected.addAll(body.untouched());
                if (seed % 2 == 0) {
                    assertThat(gateway.post("msg.notify", body.bytes()).statusCode())
                            .as("seed %d: %s", seed, body)
                            .isEqualTo(200);
                } else {
                    assertThat(grpc.send("msg.notify", body.bytes()))
                            .as("seed %d: %s", seed, body)
                            .isEqualTo(EventStatus.Success);
                }
                assertThat(MessageRows.byId(database).keySet())
                        .as("seed %d: %s", seed, body)
                        .containsAll(expected);
            }
        }
    }
}
