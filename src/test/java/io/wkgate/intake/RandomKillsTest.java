package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.PostStream;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The promise: whenever the database is killed in a stream of messages, every id that was answered with 200 is a row. */
class RandomKillsTest {

    private static final long SEED = 20_261_122;
    private static final int KILLS = 3;

    @Test
    void nothingAcknowledgedIsMissing() throws Exception {
        Random random = new Random(SEED);
        try (DatabaseServer server = DatabaseServer.start();
                FaultFixture fixture = new FaultFixture(server, Map.of())) {
            URI webhook = URI.create(fixture.gateway().webhook() + "?event=msg.notify");
            PostStream stream = PostStream.start(fixture.sender(), webhook, 4);
            for (int kill = 0; kill < KILLS; kill++) {
                int enough = stream.acknowledged().size() + random.nextInt(1500);
                await().until(() -> stream.acknowledged().size() >= enough);
                double failures = fixture.scrape().value("wkgate_commit_failures_total");
                server.kill();
                await().until(() -> fixture.scrape().value("wkgate_commit_failures_total") > failures);
                server.restart();
            }
            stream.stop();
            assertThat(stream.acknowledged()).hasSameElementsAs(stream.posted());
            assertThat(MessageRows.byId(fixture.database())).containsOnlyKeys(stream.posted());
        }
    }
}
