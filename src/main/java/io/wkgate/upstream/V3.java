package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.StepReading.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * WuKongIM 3, as its main branch of 2026-08-23 was measured (v3-20260823). A channel send of a command reaches nobody who is
 * online and is kept; a send to subscribers reaches who is online; so a revoke is both (upstream.md, "Revoking"). Both come
 * from the message's own sender, and from the system's device, of which no permission is asked.
 */
record V3() implements Dialect {

    private static final String MEMBERS_UNKNOWN =
            "WuKongIM 3 tells a group's members of a revoke only by name, and only the sender and who revokes are known: who"
                    + " else is online sees it when he reads the channel.";

    private static final String NOT_BOUND =
            "WuKongIM 3 keeps a command for who is offline only where he was bound to the channel before (revoke.bind): who"
                    + " is offline sees it when he reads the channel.";

    private static final String DISBANDED =
            "The group is disbanded: WuKongIM 3 keeps nothing for it, so who is offline is not told.";

    private static final StepReading TO_SUBSCRIBERS = new StepReading("error", body -> reason(body, false));

    static final StepReading TO_CHANNEL = new StepReading("error", body -> reason(body, true));

    private static final StepReading BOUND = new StepReading("msg", V3::bound);

    @Override
    public String line() {
        return Line.THREE.label();
    }

    @Override
    public List<Capability> capabilities() {
        return List.of(
                Capability.JOINED_IDS,
                Capability.READS_AS_MEMBER,
                Capability.ECHOES_COMMANDS,
                Capability.TWO_SENDS_REVOKE,
                Capability.WANTS_FROM_UID,
                Capability.ANSWERS_REASON,
                Capability.BINDS_COMMANDS);
    }

    @Override
    public boolean wantsMembers(RevokeOrder order) {
        return !order.person();
    }

    @Override
    public RevokePlan plan(RevokeOrder order) {
        String sender = order.fromUid().isEmpty() ? ChannelKey.SYSTEM_UID : order.fromUid();
        Optional<CommandSend> kept = kept(order, sender);
        if (kept.isEmpty()) {
            return ChannelSend.nobody(order);
        }
        List<RevokeStep> steps = new ArrayList<>();
        boolean membersKnown = order.person() || !order.members().isEmpty();
        SubscriberSends.of(membersKnown ? order : order.toThoseWhoAreKnown())
                .forEach(named -> steps.add(RevokeStep.send(
                        named.step("online"),
                        named.send().from(sender).fromSystemDevice().notKept(),
                        TO_SUBSCRIBERS)));
        boolean reachesOnline = membersKnown && !steps.isEmpty();
        List<String> bindable = order.person() ? order.channel().persons() : order.members();
        if (order.bind() && !bindable.isEmpty()) {
            steps.add(CommandBinding.step(bindable, order.channel(), BOUND));
        }
        steps.add(RevokeStep.send(ChannelSend.STEP, kept.get().from(sender).fromSystemDevice(), TO_CHANNEL));
        List<String> notes = new ArrayList<>();
        if (!reachesOnline) {
            notes.add(MEMBERS_UNKNOWN);
        }
        if (!order.bind() || bindable.isEmpty()) {
            notes.add(NOT_BOUND);
        }
        return new RevokePlan(steps, reachesOnline ? Confirmation.BY_ANSWER : Confirmation.NONE, notes);
    }

    @Override
    public LogSearch logSearch() {
        return new PagedSearch(new MemberPages(), false);
    }

    @Override
    public LineLog log() {
        return new LogThree();
    }

    @Override
    public Optional<UpstreamRequest> members(ChannelKey channel) {
        return Optional.empty();
    }

    private static Optional<CommandSend> kept(RevokeOrder order, String sender) {
        ChannelKey channel = order.channel();
        return order.person()
                ? channel.other(sender)
                        .map(other -> CommandSend.revoke(order.messageId()).toChannel(ChannelKey.PERSON, other))
                : Optional.of(CommandSend.revoke(order.messageId(), channel).toChannel(channel.type(), channel.id()));
    }

    /** {@code {"message_id","message_seq","reason"}}; only reason 1 is success, and the others come with 200 too. */
    private static Optional<Meaning> reason(JsonObject body, boolean toChannel) {
        if (!body.containsKey("message_id") || !(body.getValue("reason") instanceof Integer reason)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (reason) {
                    case 1 -> new Meaning.Done(List.of());
                    case 24 ->
                        toChannel
                                ? new Meaning.Skipped(List.of(DISBANDED))
                                : new Meaning.Refused("reason 24: the channel is disbanded");
                    // internal/contracts/channelappend of its source: what another node or another moment may take.
                    case 10, 15, 17, 18, 22 -> new Meaning.Transient("reason " + reason + meaning(reason));
                    default -> new Meaning.Refused("reason " + reason + meaning(reason));
                });
    }

    private static String meaning(int reason) {
        return switch (reason) {
            case 3 -> ": the sender is no member of the channel";
            case 4 -> ": the sender is on the channel's or the receiver's blacklist";
            case 5 -> ": there is no such channel, or the sender is no member of it";
            case 10 -> ": the node could not pass it on to the channel's";
            case 13 -> ": the sender is not on the channel's whitelist";
            case 15 -> ": an error inside of WuKongIM";
            case 17, 18 -> ": the node does not lead the channel any more";
            case 19 -> ": the channel is banned";
            case 22 -> ": too many messages at once";
            default -> "";
        };
    }

    /** {@code {"status":200}}. */
    private static Optional<Meaning> bound(JsonObject body) {
        return Integer.valueOf(200).equals(body.getValue("status"))
                ? Optional.of(new Meaning.Done(List.of()))
                : Optional.empty();
    }
}
