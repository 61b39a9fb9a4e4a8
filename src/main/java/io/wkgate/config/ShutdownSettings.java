package io.wkgate.config;

import java.time.Duration;

/** How a process goes. */
public record ShutdownSettings(
        @Setting(
                name = "shutdown.delay",
                fallback = "0s",
                min = 0,
                max = 300_000,
                help = "How long, after TERM, the listeners still accept while /health/ready already says no; a load"
                        + " balancer needs a few seconds to notice.")
        Duration delay,

        @Setting(
                name = "shutdown.timeout",
                fallback = "15s",
                min = 100,
                max = 300_000,
                help = "How long, after that, open requests may take to be answered before the process ends anyway.")
        Duration timeout) {}
