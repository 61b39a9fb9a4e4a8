package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.RevokeSettings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Header;
import io.wkgate.event.Message;
import io.wkgate.revoke.RevokePolicy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: who may revoke what, to the second, and why not. */
class RevokePolicyTest {

    private static final Instant SENT = Instant.parse("2026-11-22T10:00:00Z");
    private static final ChannelKey GROUP = new ChannelKey(2, "g1");
    private static final ChannelKey PERSONS = ChannelKey.of(ChannelKey.PERSON, "bob", "alice");

    private static Ruling decide(
            Map<String, String> settings,
            ChannelKey channel,
            String uid,
            Role role,
            Optional<Role> sender,
            Duration later) {
        RevokeSettings revoke = SettingsLoader.load(null, settings).revoke();
        Message message = new Message(
                1L << 50,
                7,
                "n1",
                "alice",
                channel,
                new Header(false, true, false),
                0,
                0,
                SENT.getEpochSecond(),
                Buffer.buffer("{}"));
        return new RevokePolicy(revoke).decide(message, new Operator(uid, role, ""), sender, SENT.plus(later));
    }

    private static Ruling decide(ChannelKey channel, String uid, Role role, Optional<Role> sender, Duration later) {
        return decide(Map.of(), channel, uid, role, sender, later);
    }

    private static String rule(Ruling ruling) {
        return ruling instanceof Ruling.Allowed allowed
                ? "allowed by " + allowed.rule()
                : "forbidden by " + ((Ruling.Forbidden) ruling).rule();
    }

    @ParameterizedTest
    @CsvSource({
        "0, allowed by own-message",
        "119999, allowed by own-message",
        "120000, allowed by own-message",
        "120001, forbidden by window",
        "86400000, forbidden by window"
    })
    void theSenderMayWithinTheWindow(long millis, String expected) {
        assertThat(rule(decide(GROUP, "alice", Role.MEMBER, Optional.empty(), Duration.ofMillis(millis))))
                .isEqualTo(expected);
    }

    @Test
    void aMessageFromAClockAheadIsInTheWindow() {
        assertThat(rule(decide(GROUP, "alice", Role.MEMBER, Optional.empty(), Duration.ofSeconds(-30))))
                .isEqualTo("allowed by own-message");
    }

    @Test
    void theWindowIsASettingAndZeroMeansNever() {
        assertThat(rule(decide(
                        Map.of("WKGATE_REVOKE_WINDOW", "10m"),
                        GROUP,
                        "alice",
                        Role.MEMBER,
                        Optional.empty(),
                        Duration.ofMinutes(10))))
                .isEqualTo("allowed by own-message");
        assertThat(rule(decide(
                        Map.of("WKGATE_REVOKE_WINDOW", "0s"),
                        GROUP,
                        "alice",
                        Role.MEMBER,
                        Optional.empty(),
                        Duration.ZERO)))
                .isEqualTo("forbidden by window");
    }

    @Test
    void anotherMemberMayNot() {
        assertThat(rule(decide(GROUP, "bob", Role.MEMBER, Optional.empty(), Duration.ZERO)))
                .isEqualTo("forbidden by own-message");
    }

    @Test
    void uidsAreCaseSensitive() {
        assertThat(rule(decide(GROUP, "Alice", Role.MEMBER, Optional.empty(), Duration.ZERO)))
                .isEqualTo("forbidden by own-message");
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGER", "OWNER", "ADMIN"})
    void whoStandsAboveAMemberMayAtAnyTime(Role role) {
        assertThat(rule(decide(GROUP, "bob", role, Optional.of(Role.MEMBER), Duration.ofDays(400))))
                .isEqualTo("allowed by " + role.label());
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGER", "OWNER", "ADMIN"})
    void aManagerMayNotRevokeWhatTheOwnerOrAnotherManagerWrote(Role sender) {
        assertThat(rule(decide(GROUP, "bob", Role.MANAGER, Optional.of(sender), Duration.ZERO)))
                .isEqualTo("forbidden by role");
        assertThat(rule(decide(
                        Map.of("WKGATE_REVOKE_MANAGER_OVER_MANAGERS", "true"),
                        GROUP,
                        "bob",
                        Role.MANAGER,
                        Optional.of(sender),
                        Duration.ZERO)))
                .isEqualTo("allowed by manager");
    }

    @Test
    void aManagerMayRevokeItsOwnMessageAtAnyTime() {
        assertThat(rule(decide(GROUP, "alice", Role.MANAGER, Optional.of(Role.MANAGER), Duration.ofDays(1))))
                .isEqualTo("allowed by manager");
    }

    @Test
    void whereNobodyKnowsTheSendersRoleTheBusinessServerIsBelieved() {
        assertThat(rule(decide(GROUP, "bob", Role.MANAGER, Optional.empty(), Duration.ZERO)))
                .isEqualTo("allowed by manager");
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGER", "OWNER"})
    void aPersonChannelHasNoOwnerAndNoManagers(Role role) {
        assertThat(rule(decide(PERSONS, "bob", role, Optional.empty(), Duration.ZERO)))
                .isEqualTo("forbidden by own-message");
        assertThat(rule(decide(PERSONS, "alice", role, Optional.empty(), Duration.ofHours(1))))
                .isEqualTo("forbidden by window");
    }

    @Test
    void anAdministratorMayInAPersonChannelToo() {
        assertThat(rule(decide(PERSONS, "root", Role.ADMIN, Optional.empty(), Duration.ofDays(1))))
                .isEqualTo("allowed by admin");
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGER", "OWNER", "ADMIN"})
    void aRoleThatIsNotConfiguredMayNotRevokeOthersMessages(Role role) {
        Map<String, String> none = Map.of("WKGATE_REVOKE_OTHERS", "");
        assertThat(rule(decide(none, GROUP, "bob", role, Optional.of(Role.MEMBER), Duration.ZERO)))
                .isEqualTo("forbidden by role");
        assertThat(rule(decide(none, GROUP, "alice", role, Optional.of(Role.MEMBER), Duration.ofHours(1))))
                .isEqualTo("forbidden by window");
    }
}
