package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.GatewayProcess;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.PostStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: kill -9 in the middle of a stream loses nothing that was acknowledged; when the rest is sent again, every
 * message is there once.
 */
@ExtendWith(DatabaseServerExtension.class)
class KillTest {

    @Test
    void nothingAcknowledgedIsLostAndNothingIsThereTwice(ConnectionDetails database) throws Exception {
        try (EventSender sender = new EventSender();
                GatewayProcess gateway = GatewayProcess.start(database)) {
            PostStream stream = PostStream.start(sender, gateway.webhook("msg.notify"), 4);
            await().until(() -> stream.acknowledged().size() >= 500);
            gateway.kill();
            stream.stop();

            assertThat(stream.posted())
                    .as("the kill came in the middle")
                    .hasSizeGreaterThan(stream.acknowledged().size());
            assertThat(MessageRows.byId(database).keySet()).containsAll(stream.acknowledged());

            gateway.restart();
            List<Long> rest = new ArrayList<>(stream.posted());
            rest.removeAll(stream.acknowledged());
            assertThat(sender.post(gateway.webhook("msg.notify"), EventBodies.notifyOf(rest))
                            .await())
                    .isEqualTo(200);
            assertThat(MessageRows.all(database))
                    .extracting(MessageRows.Row::messageId)
                    .containsExactlyElementsOf(stream.posted());
        }
    }
}
