package io.wkgate.simulator;

import static io.wkgate.simulator.Trait.*;

import java.util.Arrays;
import java.util.Set;

/** The versions that can be simulated, each with everything in which it differs from the others. */
public enum Profile {
    V1_2_6(
            "v1.2.6",
            "v1.2.6",
            Line.ONE,
            DeliveryRules.versionOne(),
            Set.of(
                    NOTIFIES_TRANSIENTS,
                    CHANNEL_WITH_SUBSCRIBERS,
                    OFFLINE_WITHOUT_SENDER,
                    OFFLINE_FOR_COMMANDS,
                    COMPRESSION_LOSES_DATA,
                    PARTS_ARE_NO_MESSAGES),
            Set.of("GET /varz", "POST /streammessage/start", "POST /streammessage/end")),
    V2_0_4(
            "v2.0.4",
            "v2.0.4-beta-20240904",
            Line.TWO,
            DeliveryRules.earlyVersionTwo(),
            Set.of(
                    NOTIFIES_TRANSIENTS,
                    NOTIFIES_TRANSIENT_COMMANDS,
                    SUBSCRIBERS_ONE_BY_ONE,
                    STRANGERS_COME_TO_NOTHING,
                    SHOWS_SYSTEM_IN_GROUPS,
                    DISBANDS_ONLY_AFTER_A_MESSAGE,
                    DIES_OF_BLACKLIST_SET,
                    LOSES_LARGE_PAYLOADS,
                    SYNC_MISSES_PERSON_COMMANDS,
                    CHANNEL_WITH_SUBSCRIBERS,
                    OFFLINE_FOR_COMMANDS,
                    OFFLINE_FOR_TRANSIENTS,
                    OFFLINE_NAMES_SOURCE,
                    COMPRESSION_LOSES_DATA,
                    FIRST_ROW_LOSES_HEADER),
            Set.of("GET /health", "GET /migrate/result")),
    V2_0_10(
            "v2.0.10",
            "v2.0.10-20241221",
            Line.TWO,
            DeliveryRules.earlyVersionTwo(),
            Set.of(
                    DIES_OF_BLACKLIST_SET,
                    COMMANDS_NEED_A_MESSAGE_BEFORE,
                    DIES_OF_LARGE_PAYLOADS,
                    REFUSES_SPECIAL_CHARACTERS,
                    OFFLINE_WITHOUT_THE_ABSENT,
                    OFFLINE_FOR_COMMANDS,
                    OFFLINE_FOR_TRANSIENTS,
                    OFFLINE_NAMES_PLAIN_TEMPORARY_CHANNEL,
                    OFFLINE_NAMES_SOURCE,
                    COMPRESSION_LOSES_DATA,
                    FIRST_ROW_LOSES_HEADER),
            Set.of("GET /varz", "GET /health", "GET /migrate/result", "POST /stream/start", "POST /stream/end")),
    V2_2_5(
            "v2.2.5",
            "v2.2.5-20260422",
            Line.TWO,
            DeliveryRules.lateVersionTwo(),
            Set.of(
                    SYNC_GIVES_OWN_COMMANDS,
                    KNOWS_IS_STREAM,
                    DIES_OF_LARGE_PAYLOADS,
                    LEAVES_REPLACED_CONNECTIONS_OPEN,
                    REFUSES_SPECIAL_CHARACTERS,
                    OFFLINE_WITHOUT_SENDER,
                    OFFLINE_FOR_COMMANDS,
                    OFFLINE_FOR_TRANSIENTS,
                    OFFLINE_NAMES_SOURCE,
                    COMPRESSION_LOSES_DATA,
                    FIRST_ROW_LOSES_HEADER,
                    UNKNOWN_CHANNEL_HAS_NO_MAXIMUM),
            Set.of(
                    "GET /varz",
                    "GET /health",
                    "GET /migrate/result",
                    "GET /channel/last_message",
                    "GET /message/byclientmsgno",
                    "POST /message/event")),
    V3(
            "v3-20260823",
            "",
            Line.THREE,
            DeliveryRules.versionThree(),
            Set.of(KEEPS_SETTING_AND_TOPIC),
            Set.of(
                    "GET /healthz",
                    "GET /readyz",
                    "GET /top/v1/snapshot",
                    "POST /channel/messagesyncbatch",
                    "POST /message/cmd/bind",
                    "POST /message/cmd/unbind",
                    "POST /message/event"));

    /** Served by the first and second line, gone in the third. */
    private static final Set<String> BEFORE_THREE = Set.of(
            "POST /message/sendbatch", "POST /messages", "GET /channel/max_message_seq", "POST /conversation/sync");

    /** Routes that are not the same in all versions. */
    private static final Set<String> VARYING = Set.of(
            "GET /varz",
            "GET /health",
            "GET /healthz",
            "GET /readyz",
            "GET /top/v1/snapshot",
            "GET /migrate/result",
            "GET /channel/last_message",
            "GET /message/byclientmsgno",
            "POST /channel/messagesyncbatch",
            "POST /message/cmd/bind",
            "POST /message/cmd/unbind",
            "POST /message/event",
            "POST /streammessage/start",
            "POST /streammessage/end",
            "POST /stream/start",
            "POST /stream/end");

    private final String version;
    private final String toldVersion;
    private final Line line;
    private final DeliveryRules delivery;
    private final Set<Trait> traits;
    private final Set<String> ownRoutes;

    Profile(
            String version,
            String toldVersion,
            Line line,
            DeliveryRules delivery,
            Set<Trait> traits,
            Set<String> ownRoutes) {
        this.version = version;
        this.toldVersion = toldVersion;
        this.line = line;
        this.delivery = delivery;
        this.traits = traits;
        this.ownRoutes = ownRoutes;
    }

    /** The profile of a version as its recordings are named, such as {@code v2.2.5}. */
    public static Profile of(String version) {
        return Arrays.stream(values())
                .filter(profile -> profile.version.equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profile for " + version));
    }

    /** The name of the folder of recordings and of the real server program. */
    public String version() {
        return version;
    }

    public Line line() {
        return line;
    }

    /** What {@code /varz} tells as version. */
    String toldVersion() {
        return toldVersion;
    }

    DeliveryRules delivery() {
        return delivery;
    }

    ReceivedView view() {
        return new ReceivedView(
                this,
                switch (this) {
                    case V1_2_6 -> 3;
                    case V2_0_4, V2_0_10 -> 4;
                    case V2_2_5, V3 -> 5;
                });
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether this version answers a route, given as {@code METHOD /path}. */
    boolean serves(String route) {
        if (BEFORE_THREE.contains(route)) {
            return line != Line.THREE;
        }
        return ownRoutes.contains(route) || !VARYING.contains(route);
    }

    @Override
    public String toString() {
        return version;
    }
}
