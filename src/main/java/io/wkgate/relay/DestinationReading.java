package io.wkgate.relay;

import io.vertx.core.Future;
import io.wkgate.config.DestinationSettings;
import io.wkgate.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How destinations fare as the tables tell it, for whoever has no relay running. */
public final class DestinationReading {

    private DestinationReading() {}

    /**
     * Those that are configured and were seen before, and those that were configured once and for which something is still
     * there. Fails if the database does not answer.
     */
    public static Future<List<DestinationStatus>> of(Database database, List<DestinationSettings> configured) {
        Map<String, DestinationSettings> byName =
                configured.stream().collect(Collectors.toMap(DestinationSettings::name, Function.identity()));
        Backlogs backlogs = new Backlogs(database);
        return new DestinationTable(database).all().compose(known -> {
            Future<List<DestinationStatus>> all = Future.succeededFuture(new ArrayList<>());
            for (DestinationTable.Known each : known) {
                DestinationSettings settings = byName.get(each.name());
                all = all.compose(before -> backlogs.of(each.id()).map(backlog -> {
                    if (settings != null || backlog.waiting() > 0 || backlog.dead() > 0) {
                        before.add(new DestinationStatus(
                                each.name(),
                                settings == null ? "" : settings.url().toString(),
                                settings != null,
                                each.stoppedAt(),
                                each.reason(),
                                "",
                                backlog.waiting(),
                                backlog.oldestSeconds(),
                                backlog.dead()));
                    }
                    return before;
                }));
            }
            return all;
        });
    }
}
