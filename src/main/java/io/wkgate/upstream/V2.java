package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.StepReading.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * WuKongIM 2.x, as v2.0.4, v2.0.10 and v2.2.5 were measured. A revoke is one channel send, never with subscribers beside it
 * (400, api.json "cmd-subs-and-channel" of v2.0.10 and v2.2.5). 200 means only that it was accepted; the echo proves it. On
 * v2.0.10 a group's members are told by name as well, since a channel send reaches them only while it has them in memory.
 *
 * @param varz whether it has {@code GET /varz}, which v2.0.4 has not
 * @param messages whether it has {@code POST /messages}, which v2.0.0-beta has not
 * @param lastMessage whether it has {@code GET /channel/last_message}, as v2.2.5 has
 */
record V2(boolean varz, boolean messages, boolean lastMessage) implements Dialect {

    /** A first echo may be lost with the webhook; a second time the channel does not take commands, such as a disbanded one. */
    private static final int ROUNDS_BY_CHANNEL = 2;

    /** received.txt of v2.0.4: found by the joined id's first user only, and of some pairs by neither. */
    private static final String AWAY_ON_EARLY =
            "WuKongIM 2.0.4 gives a command of a person channel to few of those who were away: who is offline sees it when"
                    + " he reads the channel.";

    private static final String MEMBERS_UNKNOWN =
            "WuKongIM 2.0.10 takes a command to a group only while it has the group's members in memory, and nobody told"
                    + " them by name: where there was no message lately, members see it when they read the channel.";

    static final StepReading TO_CHANNEL = new StepReading("msg", V2::accepted);

    private static final StepReading TO_SUBSCRIBERS = new StepReading("msg", V2::acceptedForSubscribers);

    @Override
    public String line() {
        return Line.TWO.label();
    }

    @Override
    public List<Capability> capabilities() {
        List<Capability> capabilities =
                new ArrayList<>(List.of(Capability.CHECKS_TOKEN, Capability.GRPC_WEBHOOK, Capability.MAX_MESSAGE_SEQ));
        if (messages) {
            capabilities.add(Capability.MESSAGES_BY_SEQ);
            capabilities.add(Capability.MESSAGES_BY_ID);
        }
        if (lastMessage) {
            capabilities.add(Capability.LAST_MESSAGE);
        }
        capabilities.add(Capability.CLUSTER_ROUTES);
        capabilities.add(Capability.ECHOES_COMMANDS);
        capabilities.add(Capability.ONE_SEND_REVOKES);
        return List.copyOf(capabilities);
    }

    @Override
    public boolean wantsMembers(RevokeOrder order) {
        return !order.person() && (forgetsMembers() || order.unconfirmedRounds() >= ROUNDS_BY_CHANNEL);
    }

    @Override
    public RevokePlan plan(RevokeOrder order) {
        Optional<CommandSend> send = ChannelSend.of(order);
        if (send.isEmpty()) {
            return ChannelSend.nobody(order);
        }
        if (order.unconfirmedRounds() >= ROUNDS_BY_CHANNEL) {
            List<RevokeStep> byName = byName(order);
            if (!byName.isEmpty()) {
                return new RevokePlan(byName, Confirmation.BY_ECHO, List.of());
            }
        }
        List<RevokeStep> steps = new ArrayList<>();
        if (forgetsMembers() && !order.person()) {
            steps.addAll(byName(order));
        }
        boolean named = !steps.isEmpty();
        steps.add(RevokeStep.send(ChannelSend.STEP, send.get(), TO_CHANNEL));
        return new RevokePlan(steps, Confirmation.BY_ECHO, notes(order, named));
    }

    private static List<RevokeStep> byName(RevokeOrder order) {
        return SubscriberSends.of(order).stream()
                .map(named -> RevokeStep.send(named.step("subscribers"), named.send(), TO_SUBSCRIBERS))
                .toList();
    }

    /**
     * v2.0.10: a command to a group that had no message since the server's start answers 200, is echoed, and reaches nobody;
     * "tag not exist in leader node", says its log (received.txt, "first command of a group").
     */
    private boolean forgetsMembers() {
        return varz && !lastMessage;
    }

    private List<String> notes(RevokeOrder order, boolean named) {
        if (order.person()) {
            return varz ? List.of() : List.of(AWAY_ON_EARLY);
        }
        return forgetsMembers() && !named ? List.of(MEMBERS_UNKNOWN) : List.of();
    }

    @Override
    public LogSearch logSearch() {
        return messages ? new IdSearch() : new PagedSearch(WindowPages.TWO, true);
    }

    @Override
    public LineLog log() {
        return new LogTwo(varz, lastMessage);
    }

    @Override
    public Optional<UpstreamRequest> members(ChannelKey channel) {
        return Optional.of(UpstreamRequest.get(
                "/cluster/channels/" + UpstreamRequest.encoded(channel.id()) + "/" + channel.type() + "/subscribers"));
    }

    /** {@code {"status":200,"data":{message_id,client_msg_no}}}; v1 has a message_seq there. */
    private static Optional<Meaning> accepted(JsonObject body) {
        return body.getValue("data") instanceof JsonObject data
                        && data.containsKey("message_id")
                        && !data.containsKey("message_seq")
                ? Optional.of(new Meaning.Done(List.of()))
                : Optional.empty();
    }

    /** {@code {"status":200}} and nothing else (api.json "cmd-subs-nofrom"). */
    private static Optional<Meaning> acceptedForSubscribers(JsonObject body) {
        return Integer.valueOf(200).equals(body.getValue("status")) && !body.containsKey("data")
                ? Optional.of(new Meaning.Done(List.of()))
                : Optional.empty();
    }
}
