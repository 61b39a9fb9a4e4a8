package io.wkgate.upstream;

import java.util.Locale;

/** One thing in which the lines differ for who speaks to them. Source of each: upstream.md and the recordings' api.json. */
public enum Capability {
    /** "Telling them apart"; on v3 the header changes nothing. */
    CHECKS_TOKEN("asks for the manager token in the header token, where one is set"),
    /** "Webhook delivery"; v3 has none. */
    GRPC_WEBHOOK("can deliver its webhook over gRPC"),
    /** "msg.notify bodies": v3 only. */
    JOINED_IDS("names a person channel by the joined id a@b in its webhook, not by the other uid"),
    /** "Reading upstream's log": 404 on v3. */
    MAX_MESSAGE_SEQ("tells a channel's newest message_seq (GET /channel/max_message_seq)"),
    /** "Reading upstream's log": message_ids and client_msg_nos are 400 on v1.2.6. */
    MESSAGES_BY_SEQ("finds messages by message_seq (POST /messages)"),
    /** "Reading upstream's log": v2.0.1 and newer; the recordings of v2.0.4, v2.0.10 and v2.2.5. */
    MESSAGES_BY_ID("finds messages by message_id and by client_msg_no (POST /messages)"),
    /** "Reading upstream's log": v2.2.5 only. */
    LAST_MESSAGE("finds a channel's last message (GET /channel/last_message)"),
    /** "Reading upstream's log": v1 only. */
    READS_AS_NOBODY("pages a channel's log without a login_uid (POST /channel/messagesync)"),
    /** "Reading upstream's log": v3, from the asker's join_seq on. */
    READS_AS_MEMBER("pages a channel's log only for a current member, from its joining on"),
    /** "Members and every message can be read elsewhere": v2, on the API's own port. */
    CLUSTER_ROUTES("tells members, channels and messages under /cluster/ on the same port"),
    /** "Revoking": every version; a no_persist command only on v2.0.4. */
    ECHOES_COMMANDS("sends a kept command back through the webhook, which proves that it took it"),
    /** "Revoking": channel sends of v1 and v2. */
    ONE_SEND_REVOKES("takes a command to every member, online or not, by one channel send"),
    /** "Revoking": v3, measured with the vendor's JavaScript SDK. */
    TWO_SENDS_REVOKE(
            "wants two sends of a command: to subscribers for who is online, to the channel to be kept and echoed"),
    /** "Revoking": 400 on v3 without it. */
    WANTS_FROM_UID("refuses a send without from_uid"),
    /** "Revoking": v3; others come with HTTP 200. */
    ANSWERS_REASON("answers a send with a reason; only 1 is success"),
    /** "Revoking": v3's POST /message/cmd/bind. */
    BINDS_COMMANDS("keeps a command for an offline member only if it was bound to the channel before");

    private final String sentence;

    Capability(String sentence) {
        this.sentence = sentence;
    }

    /** What it means, to be read after "it". */
    public String sentence() {
        return sentence;
    }

    /** Its name in JSON: {@code max_message_seq}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
