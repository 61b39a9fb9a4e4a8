package io.wkgate.config;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.ReadingSettings.RevokedContent;
import io.wkgate.config.RevokeSettings.Others;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting, once with its default and once with another value. */
final class EverySetting {

    static final Settings DEFAULTS = new Settings(
            new IntakeSettings(
                    "0.0.0.0",
                    6970,
                    Optional.empty(),
                    Optional.empty(),
                    "127.0.0.1",
                    6979,
                    Duration.ofMillis(9500),
                    new ByteSize(64L << 20),
                    new ByteSize(24L << 20),
                    new ByteSize(512L << 20),
                    2,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
            new DatabaseSettings(
                    Optional.empty(),
                    LayoutName.NATIVE,
                    Path.of("data"),
                    4,
                    Duration.ofSeconds(3),
                    Duration.ZERO,
                    DatabaseTls.Mode.OFF,
                    Optional.empty()),
            new UpstreamSettings(
                    List.of(),
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()),
            new ApiSettings("0.0.0.0", 6980, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            new GapSettings(
                    true,
                    Duration.ofSeconds(10),
                    20,
                    200,
                    4,
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(5),
                    Duration.ofHours(24),
                    Duration.ofDays(30),
                    Duration.ofDays(7)),
            new RelaySettings(List.of(), Duration.ofHours(1)),
            new RevokeSettings(
                    Duration.ofMinutes(2),
                    List.of(Others.MANAGER, Others.OWNER, Others.ADMIN),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofHours(24),
                    Duration.ofSeconds(15),
                    16,
                    false,
                    Duration.ofDays(7),
                    Duration.ZERO,
                    Duration.ZERO),
            new ReadingSettings(
                    RevokedContent.BLANK, "{name}撤回了一条消息", "{name} recalled a message", Duration.ofMinutes(10)),
            new OpsSettings("127.0.0.1", 6990, Optional.empty(), false, Optional.empty(), Optional.empty()),
            new ShutdownSettings(Duration.ZERO, Duration.ofSeconds(15)),
            new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO));

    /** Every setting with another value than its default. */
    static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("intake.host", "127.0.0.2");
        VALUES.put("intake.port", "1");
        VALUES.put("intake.token", "0123");
        VALUES.put("intake.public-url", "https://wk.example:7000");
        VALUES.put("intake.grpc-host", "0.0.0.0");
        VALUES.put("intake.grpc-port", "-1");
        VALUES.put("intake.hold", "4500ms");
        VALUES.put("intake.hold-bytes", "1GiB");
        VALUES.put("intake.entry-limit", "2KiB");
        VALUES.put("intake.body-limit", "5MiB");
        VALUES.put("intake.commits-in-flight", "16");
        VALUES.put("intake.tls-certificate", "/tls/intake.crt");
        VALUES.put("intake.tls-key", "/tls/intake.key");
        VALUES.put("intake.grpc-client-ca", "/tls/grpc-ca.crt");
        VALUES.put("database.url", "mysql://me:s%40crt@db:3307/im");
        VALUES.put("database.layout", "tsdd");
        VALUES.put("database.directory", "/var/lib/wkgate");
        VALUES.put("database.connections", "8");
        VALUES.put("database.timeout", "1s");
        VALUES.put("database.keep-messages-for", "400d");
        VALUES.put("database.tls", "verify-full");
        VALUES.put("database.ca", "/tls/database-ca.crt");
        VALUES.put("upstream.urls", "http://a:5001,http://b:5001");
        VALUES.put("upstream.token", "007");
        VALUES.put("upstream.timeout", "2s");
        VALUES.put("upstream.probe-interval", "5m");
        VALUES.put("upstream.manager-urls", "http://a:5301");
        VALUES.put("upstream.manager-user", "admin");
        VALUES.put("upstream.manager-password", "12");
        VALUES.put("api.host", "127.0.0.3");
        VALUES.put("api.port", "3");
        VALUES.put("api.key", "0x1");
        VALUES.put("api.tls-certificate", "/tls/api.crt");
        VALUES.put("api.tls-key", "/tls/api.key");
        VALUES.put("api.client-ca", "/tls/api-ca.crt");
        VALUES.put("gap.find", "false");
        VALUES.put("gap.grace", "3s");
        VALUES.put("gap.rate", "7");
        VALUES.put("gap.page", "50");
        VALUES.put("gap.in-flight", "2");
        VALUES.put("gap.lease", "20s");
        VALUES.put("gap.longest-pause", "1m");
        VALUES.put("gap.compare-every", "12h");
        VALUES.put("gap.active-for", "3d");
        VALUES.put("gap.keep-repaired-for", "1d");
        VALUES.put("relay.destinations", EveryDestinationKey.json());
        VALUES.put("relay.keep-delivered-for", "2h");
        VALUES.put("revoke.window", "3m");
        VALUES.put("revoke.others", "owner");
        VALUES.put("revoke.manager-over-managers", "true");
        VALUES.put("revoke.members-query", "SELECT uid FROM member WHERE g = ? AND t = ?");
        VALUES.put("revoke.role-query", "SELECT role FROM member WHERE g = ? AND t = ? AND uid = ?");
        VALUES.put("revoke.wait-for-echo", "false");
        VALUES.put("revoke.echo-timeout", "11s");
        VALUES.put("revoke.first-pause", "2s");
        VALUES.put("revoke.longest-pause", "2m");
        VALUES.put("revoke.deadline", "25h");
        VALUES.put("revoke.lease", "16s");
        VALUES.put("revoke.in-flight", "17");
        VALUES.put("revoke.bind", "true");
        VALUES.put("revoke.bind-for", "8d");
        VALUES.put("revoke.keep-for", "90d");
        VALUES.put("revoke.keep-audit-for", "365d");
        VALUES.put("reading.revoked-content", "keep");
        VALUES.put("reading.revoked-text-zh", "被{name}撤回");
        VALUES.put("reading.revoked-text-en", "recalled by {name}");
        VALUES.put("reading.draft-window", "11m");
        VALUES.put("ops.host", "0.0.0.0");
        VALUES.put("ops.port", "2");
        VALUES.put("ops.key", "1e3");
        VALUES.put("ops.metrics-open", "true");
        VALUES.put("ops.tls-certificate", "/tls/ops.crt");
        VALUES.put("ops.tls-key", "/tls/ops.key");
        VALUES.put("shutdown.delay", "5s");
        VALUES.put("shutdown.timeout", "1m");
        VALUES.put("log.format", "json");
        VALUES.put("log.level", "debug");
    }

    static final Settings GIVEN = new Settings(
            new IntakeSettings(
                    "127.0.0.2",
                    1,
                    Optional.of(new Secret("0123")),
                    Optional.of(URI.create("https://wk.example:7000")),
                    "0.0.0.0",
                    -1,
                    Duration.ofMillis(4500),
                    new ByteSize(1L << 30),
                    new ByteSize(2L << 10),
                    new ByteSize(5L << 20),
                    16,
                    Optional.of(Path.of("/tls/intake.crt")),
                    Optional.of(Path.of("/tls/intake.key")),
                    Optional.of(Path.of("/tls/grpc-ca.crt"))),
            new DatabaseSettings(
                    Optional.of(new DatabaseUrl("db", 3307, "me", new Secret("s@crt"), "im")),
                    LayoutName.TSDD,
                    Path.of("/var/lib/wkgate"),
                    8,
                    Duration.ofSeconds(1),
                    Duration.ofDays(400),
                    DatabaseTls.Mode.VERIFY_FULL,
                    Optional.of(Path.of("/tls/database-ca.crt"))),
            new UpstreamSettings(
                    List.of(UpstreamUrl.parse("http://a:5001"), UpstreamUrl.parse("http://b:5001")),
                    Optional.of(new Secret("007")),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(5),
                    List.of(UpstreamUrl.parse("http://a:5301")),
                    Optional.of("admin"),
                    Optional.of(new Secret("12"))),
            new ApiSettings(
                    "127.0.0.3",
                    3,
                    Optional.of(new Secret("0x1")),
                    Optional.of(Path.of("/tls/api.crt")),
                    Optional.of(Path.of("/tls/api.key")),
                    Optional.of(Path.of("/tls/api-ca.crt"))),
            new GapSettings(
                    false,
                    Duration.ofSeconds(3),
                    7,
                    50,
                    2,
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(1),
                    Duration.ofHours(12),
                    Duration.ofDays(3),
                    Duration.ofDays(1)),
            new RelaySettings(List.of(EveryDestinationKey.GIVEN), Duration.ofHours(2)),
            new RevokeSettings(
                    Duration.ofMinutes(3),
                    List.of(Others.OWNER),
                    true,
                    Optional.of("SELECT uid FROM member WHERE g = ? AND t = ?"),
                    Optional.of("SELECT role FROM member WHERE g = ? AND t = ? AND uid = ?"),
                    false,
                    Duration.ofSeconds(11),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(2),
                    Duration.ofHours(25),
                    Duration.ofSeconds(16),
                    17,
                    true,
                    Duration.ofDays(8),
                    Duration.ofDays(90),
                    Duration.ofDays(365)),
            new ReadingSettings(RevokedContent.KEEP, "被{name}撤回", "recalled by {name}", Duration.ofMinutes(11)),
            new OpsSettings(
                    "0.0.0.0",
                    2,
                    Optional.of(new Secret("1e3")),
                    true,
                    Optional.of(Path.of("/tls/ops.crt")),
                    Optional.of(Path.of("/tls/ops.key"))),
            new ShutdownSettings(Duration.ofSeconds(5), Duration.ofMinutes(1)),
            new LogSettings(LogSettings.Format.JSON, LogSettings.Level.DEBUG));

    private EverySetting() {}
}
