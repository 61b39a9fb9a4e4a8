package io.wkgate.doctor;

import io.wkgate.upstream.UpstreamNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The time that a node has, by the header Date of an answer: every WuKongIM sends it, to the second. */
final class UpstreamClock {

    /** A revoke is allowed for two minutes from the message's own timestamp, which is upstream's. */
    private static final Duration BAD = Duration.ofSeconds(60);

    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private UpstreamClock() {}

    static Finding compare(UpstreamNode node, Clock clock, Duration limit) {
        return ahead(node, clock, limit)
                .map(ahead -> judged(node, ahead))
                .orElseGet(() ->
                        Finding.skipped("upstream.clock-unknown", "Node " + node + " does not tell what time it has."));
    }

    private static Finding judged(UpstreamNode node, Duration ahead) {
        if (ahead.abs().compareTo(NOTABLE) < 0) {
            return Finding.good("upstream.clock", "The clock of node " + node + " agrees with this host's.");
        }
        String what = "The clock of node " + node + " is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " this host's.";
        String why = "A message's time is WuKongIM's, and the time of a revoke is this host's: who may revoke for two"
                + " minutes may do so for longer or shorter, or not at all.";
        String mend = "Let NTP set both clocks (chrony, systemd-timesyncd); `timedatectl` shows whether it does. A"
                + " container has its host's clock.";
        Finding finding = ahead.abs().compareTo(BAD) < 0
                ? Finding.warning("upstream.clock-differs", what, why, mend)
                : Finding.failure("upstream.clock-differs", what, why, mend);
        return finding.with("ahead_seconds", Long.toString(ahead.toSeconds()));
    }

    /** By how much the node's clock is ahead. */
    private static Optional<Duration> ahead(UpstreamNode node, Clock clock, Duration limit) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url().base() + "/route"))
                .timeout(limit)
                .header("User-Agent", "wkgate-doctor")
                .build();
        try {
            Instant before = clock.instant();
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(limit)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding());
            Instant middle =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            // The header leaves out the part of a second, half of one on the average.
            return answer.headers()
                    .firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(date -> Duration.between(middle, date.toInstant().plusMillis(500)));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
