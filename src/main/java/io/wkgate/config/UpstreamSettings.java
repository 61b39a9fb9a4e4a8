package io.wkgate.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The WuKongIM server or cluster behind this gateway. */
public record UpstreamSettings(
        @Setting(
                name = "upstream.urls",
                help = "The addresses of WuKongIM's HTTP API, one for each node, for example"
                        + " `[http://wukongim:5001]`; comma-separated in the variable. Without them wkgate only"
                        + " receives.")
        List<UpstreamUrl> urls,

        @Setting(
                name = "upstream.token",
                help = "WuKongIM's manager token (its setting managerToken); needed where one is set. WuKongIM 3 knows"
                        + " none.")
        Optional<Secret> token,

        @Setting(
                name = "upstream.timeout",
                fallback = "5s",
                min = 100,
                max = 60_000,
                help = "How long one try of a call to WuKongIM may take.")
        Duration timeout,

        @Setting(
                name = "upstream.probe-interval",
                fallback = "60s",
                min = 1000,
                max = 3_600_000,
                help = "How often wkgate asks every node which WuKongIM it is, to notice an upgrade.")
        Duration probeInterval) {}
