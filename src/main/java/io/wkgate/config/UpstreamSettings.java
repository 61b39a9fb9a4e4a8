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
        Duration probeInterval,

        @Setting(
                name = "upstream.manager-urls",
                help = "The addresses of WuKongIM 3's manager listener, for example `[http://wukongim:5301]`. It tells"
                        + " members and messages that the API does not tell. WuKongIM 2 tells them on its API.")
        List<UpstreamUrl> managerUrls,

        @Setting(
                name = "upstream.manager-user",
                help = "The user with whom wkgate logs in there, where WuKongIM asks for a login.")
        Optional<String> managerUser,

        @Setting(name = "upstream.manager-password", help = "That user's password.")
        Optional<Secret> managerPassword) {}
