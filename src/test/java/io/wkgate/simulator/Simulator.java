package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A simulated WuKongIM of one version on 127.0.0.1: serves its API and calls its webhook as the real one does.
 *
 * <p>Promises the behaviour of {@code upstream.md} and of the recordings of the same version; the tests of this package
 * hold it to them. Its disk survives {@link #close()} and {@link #kill()}, and {@link #restart()} starts the server on it
 * again, on the same port.
 */
public final class Simulator {
    private final Vertx vertx;
    private final Disk disk = new Disk();
    private final Tally tally = new Tally();
    private SimulatorOptions options;
    private RunningServer server;

    private Simulator(Vertx vertx, SimulatorOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.server = new RunningServer(options, 0, disk, tally);
    }

    /** Starts a server with an empty disk. */
    public static Future<Simulator> start(Vertx vertx, SimulatorOptions options) {
        Simulator simulator = new Simulator(vertx, options);
        return simulator.deploy().map(simulator);
    }

    public Profile profile() {
        return options.profile();
    }

    public int port() {
        return options.port();
    }

    /** The address of its API, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Where chat clients connect; {@code /route} tells the same. */
    public URI webSocketUrl() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    /** The address of v3's manager listener, the same after each start; its user is admin with password a1234567. */
    public String managerUrl() {
        return "http://127.0.0.1:" + server.managerPort();
    }

    /** Stops cleanly: v2.2.5 sends once more what it has read, v3 what it has accepted, the others leave it on disk. */
    public Future<Void> close() {
        return server.finish();
    }

    /** Dies as by {@code kill -9}: nothing is sent any more, connections break, only the disk is kept. */
    public Future<Void> kill() {
        return server.crash();
    }

    /** Starts again on the same disk and port, after {@link #close()} or {@link #kill()}. */
    public Future<Void> restart() {
        return restart(options);
    }

    /** Starts again on the same disk and port with other options, such as another version: an upgrade. */
    public Future<Void> restart(SimulatorOptions changed) {
        options = changed.withPort(port());
        server = new RunningServer(options, server.managerPort(), disk, tally);
        return deploy();
    }

    /** A device of a user comes online without a socket of its own; told to user.onlinestatus. */
    public Future<Void> connect(String uid, int deviceFlag) {
        return server.connect(uid, deviceFlag);
    }

    /** All devices of a kind of a user go offline, sockets included; told to user.onlinestatus. */
    public Future<Void> disconnect(String uid, int deviceFlag) {
        return server.disconnect(uid, deviceFlag);
    }

    /**
     * The channel's log is gone, as where a server began anew or a migration numbered anew; its next message is number 1. No
     * call of the API does that: a channel that is deleted and made again goes on numbering.
     */
    public void forget(String channelId, int channelType) {
        disk.log.forget(new ChannelKey(channelId, channelType));
    }

    /** What the webhook was asked and gave up so far. */
    public Tally tally() {
        return tally;
    }

    /** Every channel that has a message in the log; command channels are channels of their own. */
    public Set<ChannelKey> channels() {
        return disk.log.channels();
    }

    /** A channel's log in the order of its numbers. */
    public List<StoredMessage> log(String channelId, int channelType) {
        return disk.log.all(new ChannelKey(channelId, channelType));
    }

    /** Every message of the log, channel by channel. */
    public List<StoredMessage> log() {
        return disk.log.all();
    }

    private Future<Void> deploy() {
        return vertx.deployVerticle(server)
                .onSuccess(id -> options = options.withPort(server.port()))
                .mapEmpty();
    }
}
