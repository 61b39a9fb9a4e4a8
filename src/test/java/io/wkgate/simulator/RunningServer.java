package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.net.BindException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One run of a simulated server, from its start to its stop or crash. A verticle, so that all of it runs on one event
 * loop and ends with its undeployment: connections, timers and requests on their way.
 */
final class RunningServer extends VerticleBase {
    private static final int LISTEN_TRIES = 100;
    private static final long LISTEN_PAUSE_MILLIS = 100;

    /** Time for the answer to leave before the server dies. */
    private static final long DEATH_MILLIS = 20;

    private final SimulatorOptions options;
    private final Disk disk;
    private final Tally tally;
    private final Presence presence = new Presence(this::tellOnlineStatus);
    private final ChatSockets sockets;
    private final AtomicBoolean ended = new AtomicBoolean();
    private Optional<Webhook> webhook = Optional.empty();
    private int port;
    private int managerPort;

    /** @param managerPort of v3's manager listener, 0 for any */
    RunningServer(SimulatorOptions options, int managerPort, Disk disk, Tally tally) {
        this.options = options;
        this.managerPort = managerPort;
        this.disk = disk;
        this.tally = tally;
        this.sockets = new ChatSockets(options.profile(), presence);
    }

    @Override
    public Future<?> start() {
        Profile profile = options.profile();
        ScaledTime time = new ScaledTime(vertx, options.timeScale());
        Bodies bodies = new Bodies(profile, options.compressAbove(), disk.streams);
        webhook = options.webhook()
                .map(address -> new Webhook(vertx, address, profile, options.focusEvents(), bodies, disk, time, tally));
        Outbox outbox = new Outbox(disk, profile, presence, sockets, webhook);
        Api api = new Api(profile, options.managerToken(), options.clockAhead());
        new ServerRoutes(profile, presence, !options.managerToken().isEmpty(), () -> port).addTo(api);
        new ChannelRoutes(profile, disk.channels, presence, this::crash).addTo(api);
        SendRules sending = SendRules.of(profile, outbox, time);
        new SendRoutes(profile, sending, () -> vertx.setTimer(DEATH_MILLIS, id -> crash())).addTo(api);
        new StreamRoutes(profile, disk, sending).addTo(api);
        new InboxRoutes(profile, disk, bodies).addTo(api);
        if (profile.line() == Line.THREE) {
            new LogRoutesThree(disk, bodies).addTo(api);
        } else {
            new LogRoutes(profile, disk.log, bodies).addTo(api);
        }
        if (profile.line() == Line.TWO) {
            new ClusterRoutes(disk).addTo(api);
        }
        ManagerListener manager = new ManagerListener(disk, options);
        return again(() -> listen(api), LISTEN_TRIES)
                .onSuccess(this::listening)
                .compose(listening -> profile.line() == Line.THREE
                        ? again(() -> manager.listen(vertx, managerPort), LISTEN_TRIES)
                                .onSuccess(listens -> managerPort = listens.actualPort())
                        : Future.succeededFuture());
    }

    @Override
    public Future<?> stop() {
        sockets.forget();
        webhook.ifPresent(Webhook::silence);
        return Future.succeededFuture();
    }

    int port() {
        return port;
    }

    int managerPort() {
        return managerPort;
    }

    Future<Void> connect(String uid, int deviceFlag) {
        return onItsLoop(() -> {
            presence.connect(uid, deviceFlag);
            return Future.succeededFuture();
        });
    }

    Future<Void> disconnect(String uid, int deviceFlag) {
        return onItsLoop(() -> {
            sockets.close(uid, deviceFlag);
            presence.disconnect(uid, deviceFlag);
            return Future.succeededFuture();
        });
    }

    Future<Void> finish() {
        return end(() -> webhook.map(Webhook::stop).orElse(Future.succeededFuture()));
    }

    Future<Void> crash() {
        return end(() -> {
            webhook.ifPresent(Webhook::crash);
            return Future.succeededFuture();
        });
    }

    /** Who died of a call is not ended again. */
    private Future<Void> end(Callable<Future<Void>> last) {
        return ended.compareAndSet(false, true)
                ? onItsLoop(last).compose(done -> vertx.undeploy(context.deploymentID()))
                : Future.succeededFuture();
    }

    private void tellOnlineStatus(String record) {
        webhook.ifPresent(hook -> hook.onlineStatus(record));
    }

    /** The port of an earlier run may stay taken for a moment: its socket closes a little after its server. */
    private Future<HttpServer> again(Supplier<Future<HttpServer>> listen, int tries) {
        return listen.get()
                .recover(failure -> failure instanceof BindException && tries > 1
                        ? vertx.timer(LISTEN_PAUSE_MILLIS).compose(passed -> again(listen, tries - 1))
                        : Future.failedFuture(failure));
    }

    private Future<HttpServer> listen(Api api) {
        return vertx.createHttpServer()
                .requestHandler(api::handle)
                .webSocketHandler(sockets::accept)
                .listen(options.port(), "127.0.0.1");
    }

    private void listening(HttpServer server) {
        port = server.actualPort();
        webhook.ifPresent(Webhook::start);
    }

    private Future<Void> onItsLoop(Callable<Future<Void>> task) {
        Promise<Void> outcome = Promise.promise();
        context.runOnContext(ignored -> {
            try {
                task.call().onComplete(outcome);
            } catch (Exception e) {
                outcome.fail(e);
            }
        });
        return outcome.future();
    }
}
