package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.upstream.StepReading.Meaning;
import java.util.List;
import java.util.Optional;

/**
 * WuKongIM 1.2, as v1.2.6 was measured. A revoke is one channel send. It stores a command before it answers, so the answer
 * proves it (upstream.md, "Revoking"; api.json "cmd-group-nofrom" and "cmd-person").
 */
record V1() implements Dialect {

    private static final String LARGE_GROUP =
            "WuKongIM 1.2 keeps no commands for a large group: who is offline sees it when he reads the channel.";

    private static final StepReading KEPT = new StepReading("msg", body -> stored(body, List.of()));

    private static final StepReading NOT_KEPT = new StepReading("msg", body -> stored(body, List.of(LARGE_GROUP)));

    @Override
    public String line() {
        return Line.ONE.label();
    }

    @Override
    public List<Capability> capabilities() {
        return List.of(
                Capability.CHECKS_TOKEN,
                Capability.GRPC_WEBHOOK,
                Capability.MAX_MESSAGE_SEQ,
                Capability.MESSAGES_BY_SEQ,
                Capability.READS_AS_NOBODY,
                Capability.ECHOES_COMMANDS,
                Capability.ONE_SEND_REVOKES);
    }

    @Override
    public boolean wantsMembers(RevokeOrder order) {
        return false;
    }

    @Override
    public RevokePlan plan(RevokeOrder order) {
        return ChannelSend.of(order)
                .map(send -> new RevokePlan(List.of(step(send)), Confirmation.BY_ANSWER, List.of()))
                .orElseGet(() -> ChannelSend.nobody(order));
    }

    @Override
    public LogSearch logSearch() {
        return new PagedSearch(WindowPages.ONE, true);
    }

    @Override
    public LineLog log() {
        return new LogOne();
    }

    @Override
    public Optional<UpstreamRequest> members(ChannelKey channel) {
        return Optional.empty();
    }

    private static RevokeStep step(CommandSend send) {
        return RevokeStep.send(ChannelSend.STEP, send, KEPT).instead(V1::isLargeGroup, send.notKept(), NOT_KEPT);
    }

    /** 400 超大群不支持发送SyncOnce类型消息！ (upstream.md, "v1.2.6 large group"). */
    private static boolean isLargeGroup(StepOutcome outcome) {
        return outcome instanceof StepOutcome.Refused refused
                && refused.reason().contains("超大群");
    }

    /** {@code {"status":200,"data":{message_id,client_msg_no,message_seq}}}; v2 has no message_seq there. */
    private static Optional<Meaning> stored(JsonObject body, List<String> notes) {
        return body.getValue("data") instanceof JsonObject data && data.containsKey("message_seq")
                ? Optional.of(new Meaning.Done(notes))
                : Optional.empty();
    }
}
