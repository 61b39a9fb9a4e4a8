package io.wkgate.relay;

import io.wkgate.config.DestinationSettings;
import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.config.DestinationSettings.Shape;
import io.wkgate.config.DestinationUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings of destinations for tests, with pauses that a test can wait for. */
record Destinations(
        String name,
        List<String> events,
        Order order,
        int concurrency,
        int rateLimit,
        Duration timeout,
        Duration firstPause,
        Duration longestPause,
        Duration retryFor) {

    static Destinations named(String name) {
        return new Destinations(
                name,
                List.of(),
                Order.NONE,
                4,
                0,
                Duration.ofSeconds(15),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofHours(72));
    }

    Destinations only(String... wanted) {
        return new Destinations(
                name, List.of(wanted), order, concurrency, rateLimit, timeout, firstPause, longestPause, retryFor);
    }

    Destinations inOrder(Order wanted) {
        return new Destinations(
                name, events, wanted, concurrency, rateLimit, timeout, firstPause, longestPause, retryFor);
    }

    Destinations atOnce(int requests) {
        return new Destinations(name, events, order, requests, rateLimit, timeout, firstPause, longestPause, retryFor);
    }

    Destinations perSecond(int requests) {
        return new Destinations(
                name, events, order, concurrency, requests, timeout, firstPause, longestPause, retryFor);
    }

    Destinations pauses(Duration first, Duration longest) {
        return new Destinations(name, events, order, concurrency, rateLimit, timeout, first, longest, retryFor);
    }

    Destinations triedFor(Duration time) {
        return new Destinations(name, events, order, concurrency, rateLimit, timeout, firstPause, longestPause, time);
    }

    DestinationSettings settings() {
        return new DestinationSettings(
                name,
                DestinationUrl.parse("http://receiver.example/hook"),
                events,
                Shape.ASIS,
                Map.of(),
                List.of(),
                concurrency,
                rateLimit,
                timeout,
                order,
                firstPause,
                longestPause,
                retryFor,
                false);
    }
}
