package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.StepReading.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * WuKongIM 2.x, as v2.0.4, v2.0.10 and v2.2.5 were measured. A revoke is one channel send, never with subscribers beside it
 * (400, api.json "cmd-subs-and-channel" of v2.0.10 and v2.2.5). 200 means only that it was accepted; the echo proves it.
 *
 * @param messages whether it has {@code POST /messages}, which v2.0.0-beta has not
 * @param lastMessage whether it has {@code GET /channel/last_message}, as v2.2.5 has
 */
record V2(boolean messages, boolean lastMessage) implements Dialect {

    /** A first echo may be lost with the webhook; a second time the channel does not take commands, such as a disbanded one. */
    private static final int ROUNDS_BY_CHANNEL = 2;

    private static final StepReading TO_CHANNEL = new StepReading("msg", V2::accepted);

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
        return !order.person() && order.unconfirmedRounds() >= ROUNDS_BY_CHANNEL;
    }

    @Override
    public RevokePlan plan(RevokeOrder order) {
        Optional<CommandSend> send = ChannelSend.of(order);
        if (send.isEmpty()) {
            return ChannelSend.nobody(order);
        }
        List<RevokeStep> steps = order.unconfirmedRounds() < ROUNDS_BY_CHANNEL
                ? List.of()
                : SubscriberSends.of(order).stream()
                        .map(named -> RevokeStep.send("subscribers-" + named.number(), named.send(), TO_SUBSCRIBERS))
                        .toList();
        if (steps.isEmpty()) {
            steps = List.of(RevokeStep.send(ChannelSend.STEP, send.get(), TO_CHANNEL));
        }
        return new RevokePlan(steps, Confirmation.BY_ECHO, List.of());
    }

    @Override
    public LogSearch logSearch() {
        return messages ? new IdSearch() : new PagedSearch(false);
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
