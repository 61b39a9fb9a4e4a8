package io.wkgate.revoke;

import io.wkgate.config.RevokeSettings;
import io.wkgate.config.RevokeSettings.Others;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import java.time.Instant;
import java.util.Optional;

/** The rules: who may revoke which message, and how long. */
final class RevokePolicy {

    private final RevokeSettings settings;

    RevokePolicy(RevokeSettings settings) {
        this.settings = settings;
    }

    /** What the rules say. The rule's name is for programs, the detail for people. */
    sealed interface Ruling {

        record Allowed(String rule) implements Ruling {}

        record Forbidden(String rule, String detail) implements Ruling {}
    }

    /**
     * Decides.
     *
     * @param senderRole what the message's sender is in the group, if anybody knows
     */
    Ruling decide(Message message, Operator operator, Optional<Role> senderRole, Instant now) {
        boolean own = operator.uid().equals(message.fromUid());
        if (own && inWindow(message, now)) {
            return new Ruling.Allowed("own-message");
        }
        return switch (roleIn(message.channel(), operator)) {
            case ADMIN -> byRole(Others.ADMIN, Role.ADMIN, own);
            case OWNER -> byRole(Others.OWNER, Role.OWNER, own);
            case MANAGER -> manager(own, senderRole);
            case MEMBER -> asMember(own);
        };
    }

    /** What the operator is there: between two nobody is more than a member. */
    Role roleIn(ChannelKey channel, Operator operator) {
        return channel.type() == ChannelKey.PERSON && operator.role() != Role.ADMIN ? Role.MEMBER : operator.role();
    }

    /** Whether who the message's sender is in the group may change the ruling. */
    boolean asksForSenderRole(Message message, Operator operator) {
        return roleIn(message.channel(), operator) == Role.MANAGER
                && !operator.uid().equals(message.fromUid())
                && !settings.managerOverManagers();
    }

    private Ruling manager(boolean own, Optional<Role> senderRole) {
        boolean above = senderRole.filter(role -> role != Role.MEMBER).isPresent();
        if (!own && above && !settings.managerOverManagers()) {
            return new Ruling.Forbidden(
                    "role",
                    "a manager may not revoke a message of the group's "
                            + senderRole.get().label());
        }
        return byRole(Others.MANAGER, Role.MANAGER, own);
    }

    private Ruling byRole(Others others, Role role, boolean own) {
        if (settings.others().contains(others)) {
            return new Ruling.Allowed(role.label());
        }
        return own
                ? asMember(true)
                : new Ruling.Forbidden("role", "the role " + role.label() + " may not revoke others' messages here");
    }

    private Ruling asMember(boolean own) {
        if (own) {
            return new Ruling.Forbidden(
                    "window",
                    "the sender may revoke it only within " + settings.window().toSeconds() + " s of sending");
        }
        return new Ruling.Forbidden("own-message", "it was sent by somebody else");
    }

    private boolean inWindow(Message message, Instant now) {
        return !settings.window().isZero() && !now.isAfter(sentAt(message).plus(settings.window()));
    }

    private static Instant sentAt(Message message) {
        return message.timestamp() == 0 ? message.idTime() : Instant.ofEpochSecond(message.timestamp());
    }
}
