package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.delivery.BusinessServer;
import io.wkgate.delivery.Delivered;
import io.wkgate.delivery.DestinationJson;
import io.wkgate.delivery.Item;
import io.wkgate.testing.Sql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: with the relay on, every message reaches the business server at least once, also the one that was pulled from
 * upstream's log; that one says so, with {@code wkgate-source: repair}.
 */
class RelayedRepairTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.2.5", "v3-20260823"})
    void everyMessageIsReceivedAndTheRepairedOnesSaySo(String version) throws Exception {
        try (BusinessServer business = BusinessServer.start("business")) {
            String destinations =
                    DestinationJson.variables(DestinationJson.of(business)).get("WKGATE_RELAY_DESTINATIONS");
            try (Stage stage =
                    new Stage(Setup.simulated(version, 0.1).with("WKGATE_RELAY_DESTINATIONS", destinations))) {
                OutageTest.assertAsFarAsCanBe(new OutageScene(stage, Length.SHORTER).play(Outage.GATEWAY_KILLED));

                List<String> stored =
                        keys(stage.table().stream().map(row -> row.messageId()).toList());
                await().until(() -> business.has(stored));
                Set<String> saidToBeRepaired = business.requests("msg.notify").stream()
                        .filter(request -> "repair".equals(request.headers().get("wkgate-source")))
                        .map(Delivered::items)
                        .flatMap(List::stream)
                        .map(Item::key)
                        .collect(Collectors.toSet());
                List<String> repaired = keys(
                        Sql.column(stage.database(), "SELECT message_id FROM message WHERE source = 'repair'").stream()
                                .map(Long::valueOf)
                                .toList());
                assertThat(repaired).isNotEmpty();
                assertThat(saidToBeRepaired).containsExactlyInAnyOrderElementsOf(repaired);
            }
        }
    }

    private static List<String> keys(List<Long> ids) {
        return ids.stream().map(id -> Item.message(id, "").key()).toList();
    }
}
