package io.wkgate.simulator;

import java.util.Optional;

/** v3's reasons for refusing a send to a channel (measured; the numbers are its wire protocol's reason codes). */
final class Permissions {
    static final int SUCCESS = 1;
    private static final int NO_MEMBER = 3;
    private static final int BLACKLISTED = 4;
    private static final int NO_SUCH_CHANNEL = 5;
    private static final int NOT_WHITELISTED = 13;
    private static final int BANNED = 19;
    private static final int DISBANDED = 24;
    private static final String SYSTEM_DEVICE = "____device";

    private final Channels channels;

    Permissions(Channels channels) {
        this.channels = channels;
    }

    int reason(SendRequest request, ChannelKey channel) {
        Optional<ChannelState> state = channels.find(channel);
        boolean privileged = request.fromUid().equals(ChannelIds.SYSTEM)
                || request.deviceId().equals(SYSTEM_DEVICE);
        if (!privileged && channel.channelType() == ChannelIds.GROUP) {
            return state.filter(known -> known.created || known.disbanded)
                    .map(known -> groupReason(known, request.fromUid()))
                    .orElse(NO_SUCH_CHANNEL);
        }
        if (state.map(known -> known.disbanded).orElse(false)) {
            return DISBANDED;
        }
        if (!privileged && channel.channelType() == ChannelIds.PERSON) {
            return personReason(request.fromUid(), channel);
        }
        return SUCCESS;
    }

    private static int groupReason(ChannelState group, String fromUid) {
        if (group.banned) {
            return BANNED;
        }
        if (group.disbanded) {
            return DISBANDED;
        }
        if (group.blacklist.contains(fromUid)) {
            return BLACKLISTED;
        }
        if (!group.members.containsKey(fromUid)) {
            return NO_MEMBER;
        }
        return group.whitelist.isEmpty() || group.whitelist.contains(fromUid) ? SUCCESS : NOT_WHITELISTED;
    }

    private int personReason(String fromUid, ChannelKey channel) {
        String[] users = channel.channelId().split("@", -1);
        String receiver = users[users.length - 1].equals(fromUid) ? users[0] : users[users.length - 1];
        return channels.find(new ChannelKey(receiver, ChannelIds.PERSON))
                .filter(state -> state.blacklist.contains(fromUid))
                .map(state -> BLACKLISTED)
                .orElse(SUCCESS);
    }
}
