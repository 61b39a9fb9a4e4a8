package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sends to subscribers that reach a channel's users. Their packets name a channel of their own ({@code @tmp},
 * {@code ____cmd}), so the command itself says which is meant; of a person channel each side calls it by the other user's
 * uid, so each side gets its own.
 *
 * @param number from 1, in the order of the uids
 * @param uids who is named in it
 */
record SubscriberSends(int number, List<String> uids, CommandSend send) {

    /** How many are named in one send. */
    private static final int MOST = 500;

    /** None where the users are not known. */
    static List<SubscriberSends> of(RevokeOrder order) {
        return order.person() ? toBothSides(order) : toMembers(order);
    }

    /** What a step with it is called: another name for other users. */
    String step(String kind) {
        return StepName.of(kind + "-" + number, uids);
    }

    private static List<SubscriberSends> toBothSides(RevokeOrder order) {
        String sender = order.fromUid().isEmpty() ? ChannelKey.SYSTEM_UID : order.fromUid();
        List<Side> sides = order.channel().other(sender).stream()
                .flatMap(other -> Stream.of(new Side(sender, other), new Side(other, sender)))
                .distinct()
                .filter(side -> !side.uid().equals(ChannelKey.SYSTEM_UID))
                .toList();
        List<SubscriberSends> sends = new ArrayList<>();
        for (Side side : sides) {
            CommandSend send = CommandSend.revoke(order.messageId(), ChannelKey.PERSON, side.other());
            sends.add(to(sends.size() + 1, List.of(side.uid()), send));
        }
        return List.copyOf(sends);
    }

    /** @param other by whose uid the channel is called on this side */
    private record Side(String uid, String other) {}

    private static List<SubscriberSends> toMembers(RevokeOrder order) {
        List<String> members = order.members().stream().distinct().sorted().toList();
        CommandSend send = CommandSend.revoke(order.messageId(), order.channel());
        List<SubscriberSends> sends = new ArrayList<>();
        for (int from = 0; from < members.size(); from += MOST) {
            sends.add(to(sends.size() + 1, members.subList(from, Math.min(members.size(), from + MOST)), send));
        }
        return List.copyOf(sends);
    }

    private static SubscriberSends to(int number, List<String> uids, CommandSend send) {
        return new SubscriberSends(number, List.copyOf(uids), send.toSubscribers(uids));
    }
}
