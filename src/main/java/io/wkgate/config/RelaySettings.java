package io.wkgate.config;

import java.time.Duration;
import java.util.List;

/** Handing events on to business servers. */
public record RelaySettings(
        @Setting(
                name = "relay.destinations",
                help = "The business servers' webhooks, each with the settings below; JSON in the variable, for example"
                        + " `[{\"name\":\"business\",\"url\":\"http://business:8090/v2/webhook\",\"shape\":\"1.2\"}]`.")
        List<DestinationSettings> destinations,

        @Setting(
                name = "relay.keep-delivered-for",
                fallback = "1h",
                min = 0,
                max = 2_592_000_000L,
                help = "After what time what was delivered is deleted. What waits or is a dead letter always stays.")
        Duration keepDeliveredFor) {}
