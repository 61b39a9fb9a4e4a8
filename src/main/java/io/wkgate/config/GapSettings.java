package io.wkgate.config;

import java.time.Duration;

/** Finding what is missing, and pulling it from WuKongIM's own log. */
public record GapSettings(
        @Setting(
                name = "gap.find",
                fallback = "true",
                help = "Whether missing sequence numbers are looked for. Repairing them needs `upstream.urls`.")
        boolean find,

        @Setting(
                name = "gap.grace",
                fallback = "10s",
                min = 0,
                max = 3_600_000,
                help =
                        "How long a number may come late, over another replica or after a retry, before it counts as missing.")
        Duration grace,

        @Setting(
                name = "gap.rate",
                fallback = "20",
                min = 1,
                max = 10_000,
                help = "How many calls a second one wkgate process makes to one WuKongIM node to repair and to compare."
                        + " It makes fewer while WuKongIM or the database is slow.")
        int rate,

        @Setting(
                name = "gap.page",
                fallback = "200",
                min = 10,
                max = 1000,
                help = "How many messages are asked for at once.")
        int page,

        @Setting(
                name = "gap.in-flight",
                fallback = "4",
                min = 1,
                max = 64,
                help = "How many channels one wkgate process repairs at once.")
        int inFlight,

        @Setting(
                name = "gap.lease",
                fallback = "20s",
                min = 1000,
                max = 3_600_000,
                help = "After what time another replica takes over from one that died in the middle.")
        Duration lease,

        @Setting(
                name = "gap.longest-pause",
                fallback = "5m",
                min = 1000,
                max = 86_400_000,
                help = "The longest pause between two attempts at a gap while WuKongIM does not answer.")
        Duration longestPause,

        @Setting(
                name = "gap.compare-every",
                fallback = "24h",
                min = 0,
                max = 2_592_000_000L,
                help = "How often every known channel is compared with WuKongIM's newest number; 0s for never. After an"
                        + " outage they are compared anyway.")
        Duration compareEvery,

        @Setting(
                name = "gap.active-for",
                fallback = "30d",
                min = 60_000,
                max = 315_360_000_000L,
                help = "Which channels are compared after an outage: those that had a message in this time before it.")
        Duration activeFor,

        @Setting(
                name = "gap.keep-repaired-for",
                fallback = "7d",
                min = 0,
                max = 315_360_000_000L,
                help =
                        "After what time the record of a repaired gap or of a finished sweep is deleted. What is absent or"
                                + " unreadable always stays.")
        Duration keepRepairedFor) {}
