package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a node of v3 was started, if that was within the last minute: {@code GET /top/v1/snapshot} looks back over as many
 * seconds as it is asked for, but not behind the start (measured on v3-20260823: 503 for the first two seconds, then
 * {@code window_seconds} 1, 2, … up to 59 of 60). With {@code [top] api_enable} only. Nothing else of v3's API tells.
 */
final class TopWindow {

    private static final UpstreamRequest LAST_MINUTE =
            UpstreamRequest.get("/top/v1/snapshot", Map.of("window", "60s", "view", "runtime", "limit", "1"));

    /** With less of the window the node was started in it; a sample that comes late takes a few seconds of it too. */
    private static final int WHOLE = 50;

    private TopWindow() {}

    static Future<Vitals> ask(UpstreamCall node) {
        return node.ask(LAST_MINUTE)
                .map(answer -> running(answer.json().orElseThrow(LogRows::notUnderstood)))
                .recover(thrown ->
                        isOff(thrown) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(thrown))
                .map(running -> new Vitals(running, OptionalLong.empty()));
    }

    private static Optional<Duration> running(JsonObject body) {
        return body.getValue("window_seconds") instanceof Integer seconds && seconds >= 0 && seconds < WHOLE
                ? Optional.of(Duration.ofSeconds(seconds))
                : Optional.empty();
    }

    private static boolean isOff(Throwable thrown) {
        return UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered answered
                && answered.answer().status() == 404;
    }
}
