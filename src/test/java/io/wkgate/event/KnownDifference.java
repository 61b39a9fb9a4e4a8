package io.wkgate.event;

import static io.wkgate.config.DestinationSettings.Shape.ONE;
import static io.wkgate.config.DestinationSettings.Shape.TWO;

import io.wkgate.config.DestinationSettings.Shape;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A difference that stays, since what the model says cannot be known or is worse.
 *
 * @param covers whether it is the one, of a message of this version
 * @param here what is handed on, in words
 * @param model what the model says, in words
 */
record KnownDifference(
        Shape shape, String field, BiPredicate<String, ShapeDifference> covers, String here, String model, String why) {

    private static final String THREE = "v3-20260823";

    static List<KnownDifference> all() {
        return List.of(
                new KnownDifference(
                        ONE,
                        "`header`",
                        (version, found) -> from(version, THREE) && redDot(found),
                        "`red_dot` 0",
                        "`red_dot` 1",
                        "3 forgets the `red_dot` of what is sent over its API. What a client sends has it."),
                new KnownDifference(
                        ONE,
                        "`setting`, `topic`",
                        (version, found) -> from(version, THREE) && setting(found),
                        "what was asked for",
                        "`setting` 0, no `topic`",
                        "1.2.6 forgets them for what is sent over its API; 3 does not."),
                new KnownDifference(
                        ONE,
                        "`to_uids`",
                        (version, found) ->
                                found.field().equals("to_uids") && !toListed(version, found) && !ofMany(found),
                        "whom this WuKongIM takes for offline, without the sender",
                        "whom 1.2.6 takes for offline",
                        "1.2.6 names a user who has no main device online, the sender too; 2.0.4 names everybody; 2.0.10 leaves out"
                                + " who never was online; 3 names who has no device online. 2 also sends one for a message to oneself: `[]`."),
                new KnownDifference(
                        ONE,
                        "`to_uids`",
                        (version, found) -> from(version, THREE) && ofMany(found),
                        "512 users, several msg.offline for a message",
                        "all of them, one msg.offline",
                        "3 sends a msg.offline per 512 users, as `webhook.offline_uid_batch_size` says."),
                new KnownDifference(
                        ONE,
                        "`channel_id`",
                        (version, found) -> version.startsWith("v2")
                                && found.field().equals("channel_id")
                                && found.says().endsWith("____cmd")
                                && !toListed(version, found),
                        "`<sender>____cmd`, as it came",
                        "the peer's uid",
                        "2 names the sender of a person command instead of the peer, for half of all pairs. The peer is not"
                                + " in the body; msg.offline has it."),
                new KnownDifference(
                        ONE,
                        "`channel_id`",
                        (version, found) -> found.field().equals("channel_id")
                                && found.says().equals("____system"),
                        "`____system`",
                        "the peer's uid",
                        "2 loses the recipient of a person message from nobody; msg.offline has it."),
                new KnownDifference(
                        ONE,
                        "`from_uid`",
                        (version, found) -> version.startsWith("v2")
                                && found.field().equals("from_uid")
                                && found.model().equals("____system"),
                        "empty",
                        "`____system`",
                        "2 writes the same for a send from `____system` as for one without `from_uid`, which is empty on"
                                + " 1.2.6, and far more common."),
                new KnownDifference(
                        ONE,
                        "`channel_id`",
                        (version, found) -> found.field().equals("channel_id")
                                && found.says().equals("x.com"),
                        "`x.com`",
                        "the peer's uid",
                        "2 cuts a uid with an `@`: of `bob@x.com` a part is left, in the place of the peer."),
                new KnownDifference(
                        ONE,
                        "`client_msg_no`",
                        (version, found) ->
                                version.startsWith("v2") && found.field().equals("client_msg_no"),
                        "a new one",
                        "the sender's",
                        "2 makes its own for a command to listed users."),
                new KnownDifference(
                        ONE,
                        "`channel_id`, `channel_type`, `to_uids`",
                        (version, found) -> toListed(version, found)
                                && List.of("channel_id", "channel_type", "to_uids")
                                        .contains(found.field()),
                        "one message per user, in a person channel",
                        "one message, in `<hex>@tmp` of type 2",
                        "2.0.4 sends a command to listed users to each of them, and nothing tells it from a person command."),
                new KnownDifference(
                        TWO,
                        "`header`",
                        (version, found) -> from(version, THREE) && redDot(found),
                        "`red_dot` 0",
                        "`red_dot` 1",
                        "3 forgets the `red_dot` of what is sent over its API. What a client sends has it."),
                new KnownDifference(
                        TWO,
                        "`setting`, `topic`",
                        (version, found) -> from(version, THREE) && setting(found),
                        "what was asked for",
                        "`setting` 0, no `topic`",
                        "2.2.5 forgets them for what is sent over its API; 3 does not."),
                new KnownDifference(
                        TWO,
                        "`topic`",
                        (version, found) ->
                                from(version, "v1.2.6") && found.field().equals("topic"),
                        "none",
                        "the topic",
                        "1.2.6 forgets it before its msg.notify; its msg.offline has it."),
                new KnownDifference(
                        TWO,
                        "`to_uids`",
                        (version, found) ->
                                found.field().equals("to_uids") && !toListed(version, found) && !ofMany(found),
                        "whom this WuKongIM takes for offline",
                        "whom 2.2.5 takes for offline",
                        "As above; 2.2.5 names who has no main device online, without the sender, and loses a uid with an `@`."),
                new KnownDifference(
                        TWO,
                        "`to_uids`",
                        (version, found) -> from(version, THREE) && ofMany(found),
                        "512 users, several msg.offline for a message",
                        "all of them, one msg.offline",
                        "3 sends a msg.offline per 512 users, as `webhook.offline_uid_batch_size` says."),
                new KnownDifference(
                        TWO,
                        "`channel_id`",
                        (version, found) -> found.field().equals("channel_id")
                                && found.says().endsWith("____cmd")
                                && found.model().matches("u[0-9]+____cmd"),
                        "`<peer>____cmd`",
                        "`<sender>____cmd`",
                        "2.2.5 names the wrong user of a person command, for half of all pairs; here it is always the peer."),
                new KnownDifference(
                        TWO,
                        "`channel_id`",
                        (version, found) -> found.field().equals("channel_id")
                                && found.model().startsWith("____system"),
                        "the peer's uid",
                        "`____system`",
                        "2.2.5 loses the recipient of a person message from nobody."),
                new KnownDifference(
                        TWO,
                        "`channel_id`",
                        (version, found) -> found.field().equals("channel_id")
                                && found.model().equals("x.com"),
                        "the peer's uid",
                        "`x.com`",
                        "2.2.5 cuts a uid with an `@`: of `bob@x.com` a part is left, in the place of the peer."),
                new KnownDifference(
                        TWO,
                        "`channel_id`",
                        (version, found) -> from(version, THREE)
                                && found.field().equals("channel_id")
                                && found.says().equals(found.model() + "____cmd"),
                        "`…____cmd`",
                        "the channel itself",
                        "2.2.5 keeps a command that a client sends among the messages, 3 apart; who sent it is not in the body."),
                new KnownDifference(
                        TWO,
                        "`client_msg_no`",
                        (version, found) ->
                                !version.startsWith("v2") && found.field().equals("client_msg_no"),
                        "the sender's",
                        "a new one",
                        "2.2.5 makes its own for a command to listed users."),
                new KnownDifference(
                        TWO,
                        "`message_seq`",
                        (version, found) ->
                                from(version, "v1.2.6") && found.field().equals("message_seq"),
                        "0",
                        "a number",
                        "1.2.6 does not number commands."),
                new KnownDifference(
                        TWO,
                        "`source_id`",
                        (version, found) ->
                                !version.startsWith("v2") && found.field().equals("source_id"),
                        "none",
                        "the number of the node",
                        "1.2.6 has no nodes, and 3 names one only for what a client sends."),
                new KnownDifference(
                        TWO,
                        "`channel_id`, `channel_type`, `to_uids`",
                        (version, found) -> toListed(version, found)
                                && List.of("channel_id", "channel_type", "to_uids")
                                        .contains(found.field()),
                        "one message per user, in a person channel",
                        "one message, in `<number>____cmd` of type 8",
                        "2.0.4 sends a command to listed users to each of them, and nothing tells it from a person command."));
    }

    private static boolean from(String version, String wanted) {
        return version.equals(wanted);
    }

    private static boolean ofMany(ShapeDifference found) {
        return found.field().equals("to_uids") && found.element().title().equals("group of many who are away");
    }

    private static boolean redDot(ShapeDifference found) {
        return found.field().equals("header")
                && found.says().replace("\"red_dot\":0", "\"red_dot\":1").equals(found.model());
    }

    private static boolean setting(ShapeDifference found) {
        return List.of("setting", "topic").contains(found.field())
                && found.element().title().endsWith("with setting and topic");
    }

    private static boolean toListed(String version, ShapeDifference found) {
        RecordedElement element = found.element();
        return version.equals("v2.0.4")
                && (element.title().startsWith("subscribers ")
                        // The calls without a number went to u1 and u2, one by one.
                        || !element.named()
                                && found.field().equals("channel_id")
                                && found.says().matches("u[0-9]"));
    }
}
