package io.wkgate.config;

/** Every setting of one process, typed and checked. Environment beats file beats default. */
public record Settings(
        IntakeSettings intake,
        DatabaseSettings database,
        UpstreamSettings upstream,
        ApiSettings api,
        GapSettings gap,
        RelaySettings relay,
        RevokeSettings revoke,
        ReadingSettings reading,
        OpsSettings ops,
        ShutdownSettings shutdown,
        LogSettings log) {}
