package io.wkgate.relay;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.EventKind;
import io.wkgate.event.Message;
import io.wkgate.event.Selection;
import io.wkgate.intake.RelayPlan;
import io.wkgate.store.BodyCompressor;
import io.wkgate.store.NewDelivery;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Cuts an event into the deliveries that its destinations want. */
final class EventPlanner implements RelayPlan {

    /** WuKongIM sends no more in one call, and receivers may count on that. */
    static final int MOST_ELEMENTS = 100;

    private static final int LANES = 1024;

    /** A larger body is not kept in memory for its delivery. */
    private static final int LARGEST_HELD = 256 * 1024;

    private final Vertx vertx;
    private final BodyCompressor compressor = new BodyCompressor();
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final List<Destination> destinations;
    private final Predicate<Destination> holds;
    private final BiConsumer<List<NewEvent>, Source> committed;
    private final IntakeFirst intakeFirst;

    /**
     * @param holds whether this process goes on at once with what it has committed for a destination, and so may lease it
     *     from its birth on; asked on any thread
     * @param intakeFirst is told whether events wait for their commit
     * @param committed is told what may be delivered; it must not block or throw
     */
    EventPlanner(
            Vertx vertx,
            List<Destination> destinations,
            Predicate<Destination> holds,
            IntakeFirst intakeFirst,
            BiConsumer<List<NewEvent>, Source> committed) {
        this.vertx = vertx;
        this.holds = holds;
        this.intakeFirst = intakeFirst;
        this.destinations = List.copyOf(destinations);
        this.committed = committed;
    }

    @Override
    public boolean wants(String event) {
        return destinations.stream().anyMatch(destination -> destination.wants(event));
    }

    @Override
    public Future<Optional<NewEvent>> plan(String event, List<Message> messages, Buffer body) {
        if (!wants(event)) {
            return Future.succeededFuture(Optional.empty());
        } else if (!BodyCompressor.isLarge(body)) {
            return Future.succeededFuture(Optional.of(event(event, messages, body, compressor.compress(body))));
        }
        // Copied here: whoever collects the body may still add a blank to it.
        byte[] bytes = body.getBytes();
        return vertx.executeBlocking(() -> compressor.compressLarge(bytes), false)
                .map(packed -> Optional.of(event(event, messages, body, packed)));
    }

    private NewEvent event(String event, List<Message> messages, Buffer body, Buffer packed) {
        UUID id = ids.generate();
        List<NewDelivery> deliveries = new ArrayList<>();
        for (Destination destination : destinations) {
            if (destination.wants(event)) {
                deliveries.addAll(leased(destination, deliveries(destination, id, event, messages), body));
            }
        }
        boolean leased = deliveries.stream().anyMatch(NewDelivery::isLeased);
        // A view of its own: whoever collects the body may still add a blank to it.
        Optional<NewEvent.Held> held =
                leased ? Optional.of(new NewEvent.Held(body.slice(), System.nanoTime())) : Optional.empty();
        return new NewEvent(id, event, packed, held, deliveries);
    }

    @Override
    public void intakeWaits(boolean waits) {
        intakeFirst.waits(waits);
    }

    /** Only without an order, for with one somebody else's may come first; and only if it is the whole body. */
    private List<NewDelivery> leased(Destination destination, List<NewDelivery> deliveries, Buffer body) {
        boolean whole = deliveries.size() == 1 && deliveries.get(0).selection().isEmpty();
        return whole && !destination.ordered() && body.length() <= LARGEST_HELD && holds.test(destination)
                ? List.of(deliveries.get(0).leased(Destination.LEASE))
                : deliveries;
    }

    @Override
    public void committed(List<NewEvent> events, Source source) {
        committed.accept(events, source);
    }

    private static List<NewDelivery> deliveries(
            Destination destination, UUID id, String event, List<Message> messages) {
        boolean byChannel = destination.settings().order() == Order.CHANNEL;
        if (messages.isEmpty() || !byChannel && messages.size() <= MOST_ELEMENTS) {
            return List.of(delivery(destination, "", Optional.empty(), byChannel ? lane(id, event) : 0));
        }
        Map<Integer, List<Selection>> cuts = new LinkedHashMap<>();
        if (byChannel) {
            channels(messages)
                    .forEach((channel, places) -> cuts.computeIfAbsent(lane(channel), lane -> new ArrayList<>())
                            .addAll(cut(places)));
        } else {
            cuts.put(0, cut(Selection.range(0, messages.size()).places()));
        }
        boolean whole =
                cuts.size() == 1 && cuts.values().iterator().next().get(0).size() == messages.size();
        List<NewDelivery> deliveries = new ArrayList<>();
        cuts.forEach((lane, selections) -> selections.forEach(selection -> deliveries.add(delivery(
                destination,
                whole ? "" : Integer.toString(deliveries.size()),
                whole ? Optional.empty() : Optional.of(selection),
                lane))));
        return deliveries;
    }

    private static NewDelivery delivery(Destination destination, String part, Optional<Selection> selection, int lane) {
        return new NewDelivery(
                destination.id(), part, selection, lane, destination.settings().retryFor());
    }

    private static Map<ChannelKey, List<Integer>> channels(List<Message> messages) {
        Map<ChannelKey, List<Integer>> channels = new LinkedHashMap<>();
        for (int place = 0; place < messages.size(); place++) {
            channels.computeIfAbsent(messages.get(place).channel(), channel -> new ArrayList<>())
                    .add(place);
        }
        return channels;
    }

    private static List<Selection> cut(List<Integer> places) {
        List<Selection> selections = new ArrayList<>();
        for (int from = 0; from < places.size(); from += MOST_ELEMENTS) {
            selections.add(Selection.of(places.subList(from, Math.min(places.size(), from + MOST_ELEMENTS))));
        }
        return selections;
    }

    private static int lane(ChannelKey channel) {
        return lane(channel.type() + "\n" + channel.id());
    }

    /** Of an event without channels. Upstream sends many msg.offline at once, so nobody can count on their order. */
    private static int lane(UUID id, String event) {
        return event.equals(EventKind.MSG_OFFLINE.wireName()) ? lane(id.toString()) : lane(event);
    }

    private static int lane(String text) {
        return (int) (ChannelKey.checksum(text) % LANES);
    }
}
