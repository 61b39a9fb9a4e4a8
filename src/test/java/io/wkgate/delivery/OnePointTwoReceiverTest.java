package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: with upstream v3 and shape 1.2, a receiver that was written for 1.2 only reads everything, and keeps each
 * message where it kept it before: field by field it gets what v1.2.6 sends for the same calls, but for header.red_dot.
 */
@ExtendWith(DatabaseServerExtension.class)
abstract class OnePointTwoReceiverTest {

    /** What two servers never have in common, whatever their version. */
    private static final List<String> OF_ONE_SERVER = List.of("message_id", "message_idstr", "timestamp");

    abstract ShapeUpstream start(String version, String webhook);

    @Test
    void getsFromThreeWhatOnePointTwoSends(DatabaseServer server) throws Exception {
        OnePointTwoServer before = ShapeScene.play(server.createDatabase(), "v1.2.6", "asis", this::start);
        OnePointTwoServer now = ShapeScene.play(server.createDatabase(), "v3-20260823", "1.2", this::start);
        compare(before, now);
    }

    private static void compare(OnePointTwoServer before, OnePointTwoServer now) {
        assertThat(before.complaints()).as("about 1.2 itself").isEmpty();
        assertThat(now.complaints()).isEmpty();
        assertThat(now.conversations()).isEqualTo(before.conversations());
        SoftAssertions all = new SoftAssertions();
        for (String name : ShapeScene.names()) {
            all.assertThat(comparable(now.notified().get(name)))
                    .as("msg.notify of " + name)
                    .isEqualTo(comparable(before.notified().get(name)));
        }
        for (String name : ShapeScene.toldOffline()) {
            all.assertThat(comparable(now.offline().get(name)))
                    .as("msg.offline of " + name)
                    .isEqualTo(comparable(before.offline().get(name)));
        }
        all.assertThat(withoutConnection(now.presence())).isEqualTo(withoutConnection(before.presence()));
        all.assertAll();
    }

    private static JsonObject comparable(JsonObject message) {
        JsonObject copy = message.copy();
        OF_ONE_SERVER.forEach(copy::remove);
        // v3's webhook says 0 whatever was sent: nobody can know what it was.
        copy.getJsonObject("header").remove("red_dot");
        if (copy.containsKey("to_uids")) {
            // They come in any order.
            List<String> uids = copy.getJsonArray("to_uids").stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            copy.put("to_uids", uids);
        }
        return copy;
    }

    private static List<String> withoutConnection(List<String> records) {
        return records.stream()
                .map(record -> record.replaceFirst("-\\d+(-\\d+-\\d+)$", "-#$1"))
                .toList();
    }
}
