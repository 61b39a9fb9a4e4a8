package io.wkgate.relay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, from resolving the name to the end of the answer. Once a status came it decides, even if the answer's body
 * hangs or breaks off: the receiver has said what became of the request. Used once; everything happens on one context.
 */
final class HttpSenderAttempt {

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;
    private final Function<HttpClientResponse, HttpSenderVerdict> verdicts;
    private final RequestOptions options;
    private final Buffer body;
    private final long startedAt = System.nanoTime();
    private final Promise<AttemptResult> result;

    private Stage stage = Stage.RESOLVING;
    private boolean over;
    private long timer;
    private @Nullable HttpClientRequest request;
    private Future<Void> written = Future.succeededFuture();
    private @Nullable HttpSenderVerdict verdict;
    private @Nullable AnswerReader answer;

    /** What is waited for. */
    private enum Stage {
        RESOLVING("its name was not resolved"),
        CONNECTING("no connection"),
        ANSWER("no answer");

        private final String words;

        Stage(String words) {
            this.words = words;
        }
    }

    HttpSenderAttempt(
            Vertx vertx,
            HttpClient client,
            Duration timeout,
            Function<HttpClientResponse, HttpSenderVerdict> verdicts,
            RequestOptions options,
            Buffer body) {
        this.vertx = vertx;
        this.client = client;
        this.timeout = timeout;
        this.verdicts = verdicts;
        this.options = options;
        this.body = body;
        // One without a context would have its listeners' time-outs kept by another thread, which is woken up for each
        // attempt.
        result = ((VertxInternal) vertx).promise();
    }

    /** Never fails. */
    Future<AttemptResult> run(ResolvedAddresses resolved, AddressRules rules) {
        Context context = vertx.getOrCreateContext();
        context.runOnContext(begun -> {
            timer = vertx.setTimer(Math.max(1, timeout.toMillis()), id -> timeIsUp());
            guarded(() -> resolved.of(options.getHost()))
                    .onSuccess(addresses -> connect(addresses, rules))
                    .onFailure(this::fail);
        });
        return result.future();
    }

    /** What is thrown is a failure, too. */
    private static <T> Future<T> guarded(Supplier<Future<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void connect(List<InetAddress> addresses, AddressRules rules) {
        // Each of them, for whoever answers with a good and a bad one may want the bad one to be taken.
        Optional<String> forbidden = addresses.stream()
                .flatMap(address -> rules.objection(address).stream())
                .findFirst();
        if (forbidden.isPresent()) {
            finish(Outcome.FORBIDDEN_ADDRESS, 0, forbidden.get());
        } else {
            stage = Stage.CONNECTING;
            connect(addresses, 0);
        }
    }

    /** Nothing is sent before there is a connection, so the next address is as good. */
    private void connect(List<InetAddress> addresses, int index) {
        if (over) {
            return;
        }
        int left = addresses.size() - index;
        // The checked address itself, so that neither a second look-up nor an older one can lead elsewhere.
        InetAddress address = ResolvedAddresses.withoutName(addresses.get(index));
        options.setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, options.getPort())))
                .setConnectTimeout(Math.max(1, (timeout.toMillis() - took().toMillis()) / left));
        guarded(() -> client.request(options)).onSuccess(this::send).onFailure(thrown -> {
            if (left > 1) {
                connect(addresses, index + 1);
            } else {
                fail(thrown);
            }
        });
    }

    private void send(HttpClientRequest connected) {
        if (over) {
            connected.reset();
            return;
        }
        request = connected;
        stage = Stage.ANSWER;
        // Whatever it says, the response's future says it, too; without a handler it would be logged.
        connected.exceptionHandler(thrown -> {});
        // The answer may come first: who refuses a large body often does not read it.
        connected.response().onSuccess(this::receive).onFailure(this::fail);
        written = guarded(() -> connected.end(body));
    }

    private void receive(HttpClientResponse response) {
        if (over) {
            return;
        }
        HttpSenderVerdict decided = verdicts.apply(response);
        AnswerReader reader = new AnswerReader(response);
        verdict = decided;
        answer = reader;
        reader.end().onComplete(ended -> {
            vertx.cancelTimer(timer);
            if (ended.failed()) {
                abandon();
            } else if (!written.succeeded()) {
                // To the client the exchange is over, and it would use the connection with half a request on it again.
                response.request().connection().close();
            }
        });
        reader.beginning().onComplete(read -> conclude(decided, reader));
    }

    /** The answer's status, if one came, else the time-out. */
    private void timeIsUp() {
        if (verdict != null && answer != null) {
            conclude(verdict, answer);
        } else {
            finish(Outcome.TIMED_OUT, 0, stage.words + " in " + timeout.toMillis() + " ms");
        }
        abandon();
    }

    /** Closes the connection, unless the exchange is over and the connection perhaps somebody else's. */
    private void abandon() {
        if (request != null) {
            request.reset();
        }
    }

    private void fail(Throwable thrown) {
        HttpSenderFailure failure = HttpSenderFailure.of(thrown);
        finish(failure.outcome(), 0, failure.detail());
        abandon();
    }

    private void finish(Outcome outcome, int status, String detail) {
        over = true;
        vertx.cancelTimer(timer);
        result.tryComplete(new AttemptResult(outcome, status, detail, Buffer.buffer(), took(), Optional.empty()));
    }

    private void conclude(HttpSenderVerdict decided, AnswerReader reader) {
        over = true;
        result.tryComplete(new AttemptResult(
                decided.outcome(), decided.status(), decided.detail(), reader.kept(), took(), decided.retryAfter()));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
