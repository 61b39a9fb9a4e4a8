package io.wkgate.config;

/** Every setting of one process, typed and checked. Environment beats file beats default. */
public record Settings(
        IntakeSettings intake,
        DatabaseSettings database,
        OpsSettings ops,
        ShutdownSettings shutdown,
        LogSettings log) {}
