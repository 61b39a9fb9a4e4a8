package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a node of v1 or v2 runs, which it writes as {@code 1y2d3h4m5s} from the largest that is not 0 on:
 * {@code GET /varz}, and where that is missing, on v2.0.4, {@code GET /cluster/node}.
 */
final class Uptime {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:(\\d{1,3})y)?(?:(\\d{1,3})d)?(?:(\\d{1,2})h)?(?:(\\d{1,2})m)?(\\d{1,2})s");

    private Uptime() {}

    static Future<Vitals> ask(UpstreamCall node, String path) {
        return node.ask(UpstreamRequest.get(path))
                .map(answer -> answer.json().orElseThrow(LogRows::notUnderstood))
                .map(body -> new Vitals(running(body), packets(body)));
    }

    private static Optional<Duration> running(JsonObject body) {
        return body.getValue("uptime") instanceof String text ? read(text) : Optional.empty();
    }

    static Optional<Duration> read(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.ofDays(365 * part(matcher, 1) + part(matcher, 2))
                        .plusHours(part(matcher, 3))
                        .plusMinutes(part(matcher, 4))
                        .plusSeconds(part(matcher, 5)))
                : Optional.empty();
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static OptionalLong packets(JsonObject body) {
        return body.getValue("in_msgs") instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
