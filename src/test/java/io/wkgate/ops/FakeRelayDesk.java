package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Refusal;
import io.wkgate.relay.DeliveryView;
import io.wkgate.relay.DestinationStatus;
import io.wkgate.relay.RelayDesk;
import io.wkgate.relay.ShownRequest;
import io.wkgate.store.Database;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.NewDeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay whose deliveries are all dead, with dead letters in the database; nothing is sent. */
public final class FakeRelayDesk implements RelayDesk {

    public static final Instant THEN = Instant.parse("2026-11-22T10:00:00.5Z");

    /** What a receiver answered; its second half wants to paint an operator's terminal red. */
    public static final String ANSWER = "no \u001b[31mroom";

    private final Database database;
    private final Map<Long, DeliveryView> dead = new ConcurrentHashMap<>();
    private final Map<String, DestinationStatus> destinations = new ConcurrentHashMap<>();
    private final List<Long> replayed = new CopyOnWriteArrayList<>();
    private final List<Long> dropped = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    FakeRelayDesk(Database database) {
        this.database = database;
    }

    /** From now on, or no more, every call fails. */
    void setAway(boolean away) {
        this.away = away;
    }

    public void add(DestinationStatus status) {
        destinations.put(status.name(), status);
    }

    public static DestinationStatus status(String name, boolean configured) {
        return new DestinationStatus(name, "http://b:8090/hook", configured, Optional.empty(), "", "closed", 7, 90, 2);
    }

    /** Makes a dead delivery. */
    public void giveUp(long id, String destination, String event, String body) {
        giveUp(id, destination, event, body, true);
    }

    /** @param there whether the delivery is still there, and not only its dead letter */
    public void giveUp(long id, String destination, String event, String body, boolean there) {
        if (there) {
            dead.put(id, view(id, destination, event, body));
        }
        database.commit(List.of(DeadLetters.insert(letter(id, destination, event))))
                .await();
    }

    private static NewDeadLetter letter(long id, String destination, String event) {
        Buffer json = new JsonObject()
                .put("delivery_id", Long.toString(id))
                .put("webhook_id", "evt_" + id)
                .put("destination", destination)
                .toBuffer();
        return new NewDeadLetter(
                NewDeadLetter.Kind.DELIVERY,
                event,
                NewDeadLetter.Part.ENTRY,
                new Refusal(destination, "it answered 507"),
                json,
                json.length());
    }

    private static DeliveryView view(long id, String destination, String event, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", "evt_" + id);
        headers.put("X-Key", "••••");
        return new DeliveryView(
                id,
                "evt_" + id,
                destination,
                event,
                "webhook",
                "dead",
                THEN,
                THEN.plusSeconds(5),
                THEN.plusSeconds(3),
                2,
                Optional.of(new ShownRequest("POST", "http://b:8090/hook", headers, Buffer.buffer(body))),
                List.of(
                        new DeliveryView.Failure(THEN, "unreachable", 0, 3, "nobody listens", Buffer.buffer()),
                        new DeliveryView.Failure(
                                THEN.plusSeconds(4), "failed", 507, 12, "it answered 507", Buffer.buffer(ANSWER))));
    }

    /** In the order in which that was asked for. */
    public List<Long> replayed() {
        return new ArrayList<>(replayed);
    }

    public List<Long> dropped() {
        return new ArrayList<>(dropped);
    }

    private <T> Future<T> answer(T answer) {
        return away ? Future.failedFuture("away") : Future.succeededFuture(answer);
    }

    @Override
    public Future<List<DestinationStatus>> destinations() {
        return answer(List.copyOf(new TreeMap<>(destinations).values()));
    }

    @Override
    public Future<Boolean> stop(String destination, String reason) {
        return answer(change(destination, Optional.of(THEN), reason));
    }

    @Override
    public Future<Boolean> start(String destination) {
        return answer(change(destination, Optional.empty(), ""));
    }

    private boolean change(String destination, Optional<Instant> stoppedAt, String reason) {
        return destinations.computeIfPresent(
                        destination,
                        (name, status) -> new DestinationStatus(
                                name,
                                status.url(),
                                status.configured(),
                                stoppedAt,
                                reason,
                                status.circuit(),
                                status.waiting(),
                                status.oldestSeconds(),
                                status.dead()))
                != null;
    }

    @Override
    public Future<Optional<Integer>> forget(String destination) {
        DestinationStatus status = destinations.get(destination);
        if (status == null || status.configured()) {
            return answer(Optional.empty());
        }
        destinations.remove(destination);
        return answer(Optional.of(9));
    }

    @Override
    public Future<Optional<DeliveryView>> find(long deliveryId) {
        return answer(Optional.ofNullable(dead.get(deliveryId)));
    }

    @Override
    public Future<Boolean> replay(long deliveryId) {
        return takeAway(deliveryId, replayed);
    }

    @Override
    public Future<Boolean> drop(long deliveryId) {
        return takeAway(deliveryId, dropped);
    }

    private Future<Boolean> takeAway(long deliveryId, List<Long> noted) {
        DeliveryView view = dead.get(deliveryId);
        if (away || view == null) {
            return answer(false);
        }
        dead.remove(deliveryId);
        noted.add(deliveryId);
        return database.commit(List.of(DeadLetters.delete(letter(deliveryId, view.destination(), view.event()))))
                .map(true);
    }
}
