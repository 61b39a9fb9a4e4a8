package io.wkgate.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.function.Consumer;

/** One connection through a proxy: two sockets on one event loop, and what is on its way between them. */
final class ProxiedConnection {
    private final Context context = Vertx.currentContext();
    private final NetSocket incoming;
    private final NetSocket outgoing;
    private final ProxyFaults faults;
    private final CommitDetector commits = new CommitDetector();
    private Future<Void> toServer = Future.succeededFuture();
    private Future<Void> toClient = Future.succeededFuture();
    private boolean cutOnAnswer;

    ProxiedConnection(
            NetSocket incoming, NetSocket outgoing, ProxyFaults faults, Consumer<ProxiedConnection> whenClosed) {
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.faults = faults;
        incoming.handler(this::fromClient);
        outgoing.handler(this::fromServer);
        incoming.exceptionHandler(reset -> close());
        outgoing.exceptionHandler(reset -> close());
        incoming.closeHandler(closed -> {
            whenClosed.accept(this);
            outgoing.close();
        });
        // After what is still delayed, or the last answer would be lost.
        outgoing.closeHandler(closed -> toClient.onComplete(delivered -> incoming.close()));
        applyHang(faults.hangs());
    }

    Future<Void> cut() {
        return onEventLoop(this::close);
    }

    Future<Void> hang(boolean hang) {
        return onEventLoop(() -> applyHang(hang));
    }

    private void fromClient(Buffer data) {
        if (commits.sees(data) && faults.takeCommitAnswerToDrop()) {
            cutOnAnswer = true;
        }
        toServer = afterDelay(toServer).onSuccess(now -> outgoing.write(data));
    }

    private void fromServer(Buffer data) {
        if (cutOnAnswer) {
            close();
            return;
        }
        toClient = afterDelay(toClient).onSuccess(now -> incoming.write(data));
    }

    private Future<Void> afterDelay(Future<Void> previous) {
        Duration delay = faults.delay();
        if (delay.isZero() && previous.isComplete()) {
            return previous;
        }
        long due = System.nanoTime() + delay.toNanos();
        // One after the other: shortening the delay must not let later data overtake.
        return previous.compose(sent -> until(due));
    }

    private Future<Void> until(long due) {
        long millis = Duration.ofNanos(due - System.nanoTime()).toMillis();
        Promise<Void> promise = Promise.promise();
        context.owner().setTimer(Math.max(1, millis), timer -> promise.complete());
        return promise.future();
    }

    private void applyHang(boolean hang) {
        if (hang) {
            incoming.pause();
            outgoing.pause();
        } else {
            incoming.resume();
            outgoing.resume();
        }
    }

    private void close() {
        incoming.close();
        outgoing.close();
    }

    private Future<Void> onEventLoop(Runnable action) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(now -> {
            action.run();
            promise.complete();
        });
        return promise.future();
    }
}
