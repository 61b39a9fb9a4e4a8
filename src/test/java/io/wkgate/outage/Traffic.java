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
import java.util.function.LongFunction;

/** A steady stream of messages. Nobody is online, so each message also makes a msg.offline. */
public final class Traffic {

    private final LongFunction<CompletableFuture<Optional<String>>> sender;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<CompletableFuture<Optional<String>>> sends = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();

    private Traffic(LongFunction<CompletableFuture<Optional<String>>> sender) {
        this.sender = sender;
    }

    /** Into a group and into person channels. */
    static Traffic start(String api, int messagesPerSecond) throws Exception {
        UpstreamClient client = new UpstreamClient(api);
        client.createGroup("g1", "u1", "u2", "u3");
        return start(
                messagesPerSecond, number -> number % 2 == 0 ? client.send("u1", "g1", 2) : client.send("u1", "u2", 1));
    }

    /**
     * Wherever the sender wants to.
     *
     * @param sender sends the message of that number, and gives its client_msg_no if upstream accepted it
     */
    public static Traffic start(int messagesPerSecond, LongFunction<CompletableFuture<Optional<String>>> sender) {
        Traffic traffic = new Traffic(sender);
        traffic.clock.scheduleAtFixedRate(traffic::sendOne, 0, 1_000_000 / messagesPerSecond, TimeUnit.MICROSECONDS);
        return traffic;
    }

    private void sendOne() {
        sends.add(sender.apply(number.incrementAndGet()));
    }

    /** The client_msg_no of every message of it that upstream has stored. */
    static Set<String> log(String api) throws Exception {
        UpstreamClient client = new UpstreamClient(api);
        Set<String> log = new TreeSet<>(client.log("u1", "g1", 2));
        log.addAll(client.log("u1", "u2", 1));
        return log;
    }

    public long sent() {
        return sends.size();
    }

    /** Ends it, and tells the client_msg_no of every message that upstream accepted. */
    public Set<String> stop() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.MINUTES);
        Set<String> accepted = new TreeSet<>();
        for (CompletableFuture<Optional<String>> send : sends) {
            send.join().ifPresent(accepted::add);
        }
        return accepted;
    }
}
