package io.wkgate.outage;

import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A steady stream of messages into a group and into person channels. Nobody is online, so each message also makes a
 * msg.offline.
 */
final class Traffic {

    private final UpstreamClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<CompletableFuture<Optional<String>>> sends = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();

    private Traffic(UpstreamClient client) {
        this.client = client;
    }

    static Traffic start(String api, int messagesPerSecond) throws Exception {
        UpstreamClient client = new UpstreamClient(api);
        client.createGroup("g1", "u1", "u2", "u3");
        Traffic traffic = new Traffic(client);
        traffic.clock.scheduleAtFixedRate(traffic::sendOne, 0, 1_000_000 / messagesPerSecond, TimeUnit.MICROSECONDS);
        return traffic;
    }

    private void sendOne() {
        boolean group = number.incrementAndGet() % 2 == 0;
        sends.add(group ? client.send("u1", "g1", 2) : client.send("u1", "u2", 1));
    }

    /** The client_msg_no of every message of it that upstream has stored. */
    static Set<String> log(String api) throws Exception {
        UpstreamClient client = new UpstreamClient(api);
        Set<String> log = new TreeSet<>(client.log("u1", "g1", 2));
        log.addAll(client.log("u1", "u2", 1));
        return log;
    }

    long sent() {
        return sends.size();
    }

    /** Ends it, and tells the client_msg_no of every message that upstream accepted. */
    Set<String> stop() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.MINUTES);
        Set<String> accepted = new TreeSet<>();
        for (CompletableFuture<Optional<String>> send : sends) {
            send.join().ifPresent(accepted::add);
        }
        return accepted;
    }
}
