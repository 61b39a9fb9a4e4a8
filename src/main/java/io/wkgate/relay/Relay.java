package io.wkgate.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.DestinationSettings;
import io.wkgate.config.RelaySettings;
import io.wkgate.intake.RelayPlan;
import io.wkgate.store.Database;
import io.wkgate.store.DatabaseAbsence;
import io.wkgate.store.NewDelivery;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the relay, put together. */
public final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Vertx vertx;
    private final Clock clock;
    private final Database database;
    private final MeterRegistry registry;
    private final DestinationTable table;
    private final DatabaseAbsence absence = new DatabaseAbsence("deliveries");
    private final IntakeFirst intakeFirst = new IntakeFirst();
    private final Map<Integer, DestinationMetrics> metrics = new HashMap<>();
    private final Map<Integer, Served> served = new LinkedHashMap<>();
    private final Map<String, Served> servedByName = new LinkedHashMap<>();
    private final RelayHousekeeping housekeeping;
    private final Unpacker unpacker;
    private final RelayPlan plan;

    private Relay(
            Vertx vertx,
            RelaySettings settings,
            Clock clock,
            Database database,
            MeterRegistry registry,
            DestinationTable table,
            List<Destination> destinations,
            Function<DestinationSettings, Sender> senders) {
        this.vertx = vertx;
        this.clock = clock;
        this.database = database;
        this.registry = registry;
        this.table = table;
        unpacker = new Unpacker(vertx);
        for (Destination destination : destinations) {
            Sender sender = senders.apply(destination.settings());
            Served it = new Served(destination, sender, worker(destination, sender));
            served.put(destination.id(), it);
            servedByName.put(destination.name(), it);
        }
        housekeeping = new RelayHousekeeping(settings, database, table, metrics);
        plan = destinations.isEmpty()
                ? RelayPlan.NONE
                : new EventPlanner(vertx, destinations, this::holds, intakeFirst, this::committed);
    }

    /** Makes the destinations known to the database, so that must be there. */
    public static Future<Relay> open(
            Vertx vertx, RelaySettings settings, Clock clock, Database database, MeterRegistry registry) {
        return open(
                vertx, settings, clock, database, registry, destination -> new HttpSender(vertx, destination, clock));
    }

    /** @param senders makes what sends to a destination */
    static Future<Relay> open(
            Vertx vertx,
            RelaySettings settings,
            Clock clock,
            Database database,
            MeterRegistry registry,
            Function<DestinationSettings, Sender> senders) {
        DestinationTable table = new DestinationTable(database);
        List<String> names =
                settings.destinations().stream().map(DestinationSettings::name).toList();
        return table.addMissing(names)
                .compose(known -> warnOfForgotten(new Backlogs(database), known, names)
                        .map(warned -> new Relay(
                                vertx,
                                settings,
                                clock,
                                database,
                                registry,
                                table,
                                destinations(settings.destinations(), known),
                                senders)));
    }

    private static List<Destination> destinations(
            List<DestinationSettings> settings, List<DestinationTable.Known> known) {
        Map<String, Integer> ids = new HashMap<>();
        known.forEach(row -> ids.put(row.name(), row.id()));
        return settings.stream()
                .map(it -> new Destination(ids.getOrDefault(it.name(), 0), it))
                .toList();
    }

    private static Future<Void> warnOfForgotten(
            Backlogs backlogs, List<DestinationTable.Known> known, Collection<String> names) {
        Future<Void> all = Future.succeededFuture();
        for (DestinationTable.Known row : known) {
            if (!names.contains(row.name())) {
                all = all.compose(done -> backlogs.any(row.id())).map(waits -> {
                    if (waits) {
                        LOG.warn(
                                "deliveries wait for destination {}, which is not in the settings any more; configure it"
                                        + " again, or delete them with: wkgate destinations forget {}",
                                row.name(),
                                row.name());
                    }
                    return null;
                });
            }
        }
        return all;
    }

    private DeliveryWorker worker(Destination destination, Sender sender) {
        DestinationSettings settings = destination.settings();
        DestinationMetrics shown = new DestinationMetrics(registry, destination.name());
        metrics.put(destination.id(), shown);
        Backlogs backlogs = new Backlogs(database);
        DestinationLog log = new DestinationLog(destination.name(), clock, () -> backlogs.about(destination.id()));
        RetrySchedule schedule =
                new RetrySchedule(settings, () -> ThreadLocalRandom.current().nextDouble());
        DeliveryChanges changes = new DeliveryChanges(database, destination);
        return new DeliveryWorker(
                vertx,
                destination,
                table,
                new DeliveryQueue(database, destination),
                changes,
                (context, gate) -> new DeliveryRound(
                        context,
                        gate,
                        new AttemptMaker(unpacker, sender, settings),
                        schedule,
                        changes,
                        destination,
                        table,
                        shown,
                        log,
                        absence),
                shown,
                absence,
                intakeFirst);
    }

    /** What intake commits with the messages. */
    public RelayPlan plan() {
        return plan;
    }

    /** Begins to deliver what is due. */
    public void start() {
        served.values().forEach(it -> it.worker().start());
        housekeeping.start(vertx);
    }

    private boolean holds(Destination destination) {
        Served it = served.get(destination.id());
        return it != null && it.worker().accepts();
    }

    private void committed(List<NewEvent> events, Source source) {
        Map<Integer, Set<Integer>> lanes = new HashMap<>();
        Map<Integer, List<NewEvent>> leased = new HashMap<>();
        for (NewEvent event : events) {
            for (NewDelivery delivery : event.deliveries()) {
                if (delivery.isLeased()) {
                    leased.computeIfAbsent(delivery.destination(), id -> new ArrayList<>())
                            .add(event);
                    continue;
                }
                lanes.computeIfAbsent(delivery.destination(), id -> new HashSet<>())
                        .add(delivery.lane());
            }
        }
        lanes.forEach((id, some) -> {
            Served it = served.get(id);
            if (it != null) {
                it.worker().wake(some);
            }
        });
        leased.forEach((id, some) -> {
            Served it = served.get(id);
            if (it != null) {
                it.worker().take(some, source);
            }
        });
    }

    /** Takes nothing new and finishes what is under way; what is not finished in time is somebody's after its lease. */
    public Future<Void> drain(Duration limit) {
        housekeeping.stop(vertx);
        List<Future<Void>> ends =
                served.values().stream().map(it -> it.worker().stop()).toList();
        return Future.join(ends)
                .<Void>mapEmpty()
                .timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
                .onComplete(done -> served.values().forEach(it -> it.sender().close()));
    }

    /** Where operators ask. */
    public RelayDesk desk() {
        return new Desk(database, table, servedByName, unpacker);
    }

    /** What is done now and then. */
    RelayHousekeeping housekeeping() {
        return housekeeping;
    }
}
