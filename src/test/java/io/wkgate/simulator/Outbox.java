package io.wkgate.simulator;

import java.util.List;
import java.util.Optional;

/** What happens to a message once it is accepted: kept, told to the webhook, put where members find it. */
final class Outbox {
    final Disk disk;
    private final Profile profile;
    private final Presence presence;
    private final ChatSockets sockets;
    private final Optional<Webhook> webhook;

    Outbox(Disk disk, Profile profile, Presence presence, ChatSockets sockets, Optional<Webhook> webhook) {
        this.disk = disk;
        this.profile = profile;
        this.presence = presence;
        this.sockets = sockets;
        this.webhook = webhook;
    }

    void notify(StoredMessage message) {
        webhook.ifPresent(hook -> hook.notify(message));
    }

    /** Delivers to every connected device of the recipients; who is named twice gets two copies. */
    void online(StoredMessage message, List<String> recipients) {
        recipients.forEach(uid -> online(message, uid));
    }

    void online(StoredMessage message, String uid) {
        sockets.send(uid, profile.view().packet(message, uid));
    }

    /** Tells msg.offline whom of the recipients this version takes for offline; nobody left means no event. */
    void offline(StoredMessage message, List<String> recipients) {
        List<String> away = recipients.stream()
                .filter(uid -> !uid.equals(ChannelIds.SYSTEM))
                .filter(uid -> presence.isOnline(uid) == profile.has(Trait.OFFLINE_WITHOUT_THE_ABSENT))
                .toList();
        if (away.isEmpty()) {
            return;
        }
        List<String> named = profile.has(Trait.OFFLINE_WITHOUT_SENDER)
                ? away.stream().filter(uid -> !uid.equals(message.fromUid())).toList()
                : away;
        // v1 stays silent when only the sender is away; v2.2.5 sends the event with an empty list.
        if (!named.isEmpty() || profile.line() == Line.TWO) {
            webhook.ifPresent(hook -> hook.offline(message, named));
        }
    }
}
