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
 * @param number from 1, the same for the same order
 */
record SubscriberSends(int number, CommandSend send) {

    /** How many are named in one send. */
    private static final int MOST = 500;

    /** None where the users are not known. */
    static List<SubscriberSends> of(RevokeOrder order) {
        List<CommandSend> sends = order.person() ? toBothSides(order) : toMembers(order);
        List<SubscriberSends> numbered = new ArrayList<>();
        sends.forEach(send -> numbered.add(new SubscriberSends(numbered.size() + 1, send)));
        return List.copyOf(numbered);
    }

    private static List<CommandSend> toBothSides(RevokeOrder order) {
        String sender = order.fromUid().isEmpty() ? ChannelKey.SYSTEM_UID : order.fromUid();
        return order.channel().other(sender).stream()
                .flatMap(other -> Stream.of(side(order, sender, other), side(order, other, sender)))
                .distinct()
                .filter(side -> !side.uid().equals(ChannelKey.SYSTEM_UID))
                .map(Side::send)
                .toList();
    }

    private record Side(String uid, CommandSend send) {}

    private static Side side(RevokeOrder order, String uid, String other) {
        return new Side(
                uid,
                CommandSend.revoke(order.messageId(), ChannelKey.PERSON, other).toSubscribers(List.of(uid)));
    }

    private static List<CommandSend> toMembers(RevokeOrder order) {
        List<String> members = order.members().stream().distinct().sorted().toList();
        CommandSend send = CommandSend.revoke(order.messageId(), order.channel());
        List<CommandSend> sends = new ArrayList<>();
        for (int from = 0; from < members.size(); from += MOST) {
            sends.add(send.toSubscribers(members.subList(from, Math.min(members.size(), from + MOST))));
        }
        return sends;
    }
}
