package io.wkgate.intake;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.wkgate.event.EventKind;
import io.wkgate.intake.IntakeMetrics.Outcome;
import io.wkgate.web.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One webhook call over HTTP, from its admission to its answer. The answer is 200 after the commit; 503 when the holding
 * ends without one. WuKongIM takes 200 and nothing else for a success (webhooks.jsonl: "answered").
 */
final class HttpExchange {

    private final Admission admission;
    private final EventKind kind;
    private final HttpServerRequest request;
    private final Context context;
    private final Reception reception;
    private final long bodyLimit;
    private final @Nullable Gunzip gunzip;
    private final AtomicLong held = new AtomicLong();
    private final long begun = System.nanoTime();
    private long size;
    private boolean paused;
    private boolean done;
    private long timer;

    HttpExchange(Admission admission, String event, HttpServerRequest request, Context context, long bodyLimit) {
        this.admission = admission;
        this.kind = EventKind.of(event);
        this.request = request;
        this.context = context;
        this.bodyLimit = bodyLimit;
        this.gunzip = Gunzip.wanted(request) ? new Gunzip() : null;
        this.reception = admission.begin(kind, event, Transport.HTTP, this::committed);
    }

    void run(Vertx vertx, Duration hold) {
        timer = vertx.setTimer(hold.toMillis(), fired -> unavailable("not committed in time"));
        // An upstream that hangs up has given up on this try and will send again.
        request.response().closeHandler(closed -> hungUp());
        request.response().exceptionHandler(gone -> hungUp());
        request.exceptionHandler(broken -> badBody());
        request.handler(this::chunk);
        request.endHandler(end -> ended());
    }

    private void ended() {
        if (done) {
            return;
        }
        if (gunzip != null) {
            gunzip.damage().ifPresent(reception::damaged);
        }
        reception
                .end()
                .onComplete(result -> context.runOnContext(now -> {
                    if (result.succeeded()) {
                        answer(200, Outcome.ACKNOWLEDGED, "");
                    } else {
                        unavailable(String.valueOf(result.cause().getMessage()));
                    }
                }));
    }

    private void chunk(Buffer received) {
        if (done) {
            return;
        }
        Buffer chunk = gunzip == null ? received : gunzip.unpack(received);
        size += chunk.length();
        held.addAndGet(chunk.length());
        admission.held().add(chunk.length());
        if (size > bodyLimit) {
            tooLarge();
            return;
        }
        reception.write(chunk);
        // Without a part on its way to a commit nothing of it would ever be released: then it must be read on.
        if (admission.held().full() && reception.committing()) {
            paused = true;
            request.pause();
            admission.held().whenRoom(() -> context.runOnContext(now -> resume()));
        }
    }

    /** A part of the body is committed and no longer in memory; a body may be larger than all that may be held. */
    private void committed(long bytes) {
        release(bytes);
        context.runOnContext(now -> {
            if (!reception.committing()) {
                resume();
            }
        });
    }

    /** A request that is read to its end takes no resume any more. */
    private void resume() {
        if (paused) {
            paused = false;
            request.resume();
        }
    }

    private void release(long bytes) {
        long before = held.getAndUpdate(now -> Math.max(0, now - bytes));
        admission.held().release(Math.min(before, bytes));
    }

    private void tooLarge() {
        HttpIntake.alarmTooLarge(kind, size);
        answer(413, Outcome.TOO_LARGE, "the body is over intake.body-limit");
    }

    private void badBody() {
        // Only a body whose framing is broken gets here with a live connection.
        answer(400, Outcome.REJECTED, "the body cannot be read");
    }

    private void unavailable(String reason) {
        answer(503, Outcome.UNAVAILABLE, reason);
    }

    private void answer(int status, Outcome outcome, String detail) {
        if (done) {
            return;
        }
        boolean unread = !request.isEnded();
        finish();
        admission.metrics().ended(kind, Transport.HTTP, outcome, begun);
        if (status != 200) {
            admission.unacknowledged().tell(kind, detail);
        }
        if (request.response().closed()) {
            return;
        }
        if (unread) {
            Rejection.closeAfterAnswer(request);
        }
        if (status == 200) {
            request.response().end();
        } else {
            Problem.of(status, detail).answer(request.response());
        }
    }

    private void hungUp() {
        if (!done) {
            finish();
            admission.metrics().ended(kind, Transport.HTTP, Outcome.HUNG_UP, begun);
            admission.unacknowledged().tell(kind, "WuKongIM hung up before its messages were committed");
        }
    }

    private void finish() {
        if (done) {
            return;
        }
        done = true;
        // What is left of the body is somebody else's affair now.
        paused = false;
        context.owner().cancelTimer(timer);
        if (gunzip != null) {
            gunzip.close();
        }
        reception.abandon();
        release(Long.MAX_VALUE);
    }
}
