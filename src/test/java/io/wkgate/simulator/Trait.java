package io.wkgate.simulator;

/** One thing that some versions do and others do not; each was seen in a recording or measured on a real server. */
enum Trait {
    /** A message with no_persist=1 is told to msg.notify too, with message_seq 0 (v1.2.6, v2.0.4). */
    NOTIFIES_TRANSIENTS,
    /** A command with no_persist=1 is told to msg.notify too (v2.0.4 only). */
    NOTIFIES_TRANSIENT_COMMANDS,
    /** A send to subscribers becomes one person message per subscriber, each with a client_msg_no of its own (v2.0.4). */
    SUBSCRIBERS_ONE_BY_ONE,
    /** channel_id together with subscribers is sent to the channel, the subscribers are ignored (v1.2.6, v2.0.4). */
    CHANNEL_WITH_SUBSCRIBERS,
    /** Who is no member of a channel gets 200, but the message comes to nothing (v2.0.4; measured, not in upstream.md). */
    STRANGERS_COME_TO_NOTHING,
    /** A send of the system to a group shows {@code ____system} to its members, not an empty sender (v2.0.4). */
    SHOWS_SYSTEM_IN_GROUPS,
    /**
     * A command to a group reaches nobody, and nobody finds it in {@code /message/sync}, unless the group had another
     * message since the server's start and within 20 minutes (v2.0.10).
     */
    COMMANDS_NEED_A_MESSAGE_BEFORE,
    /** Disbanding does nothing to a group that nobody spoke in before, and deleting nothing at all (v2.0.4; measured). */
    DISBANDS_ONLY_AFTER_A_MESSAGE,
    /** {@code POST /channel/blacklist_set} ends the whole server (v2.0.4, v2.0.10; measured). */
    DIES_OF_BLACKLIST_SET,
    /**
     * {@code /message/sync} looks for a person channel's commands under the joined id of the user and
     * {@code <other>____cmd}, which is the right channel only for some pairs and only for one of the two (v2.0.4).
     */
    SYNC_MISSES_PERSON_COMMANDS,
    /** {@code /message/sync} gives a user its own commands too (v2.2.5, as v1). */
    SYNC_GIVES_OWN_COMMANDS,
    /** The old connection of a device that connects again stays open, though nothing comes over it any more (v2.2.5). */
    LEAVES_REPLACED_CONNECTIONS_OPEN,
    /** A channel_id that holds {@code @}, {@code #} or {@code &} is refused (v2.0.10, v2.2.5). */
    REFUSES_SPECIAL_CHARACTERS,
    /** msg.offline leaves the sender out (v1.2.6, v2.2.5). */
    OFFLINE_WITHOUT_SENDER,
    /** msg.offline is also sent for messages with no_persist=1 (v2). */
    OFFLINE_FOR_TRANSIENTS,
    /** msg.offline is also sent for commands (v1, v2). */
    OFFLINE_FOR_COMMANDS,
    /** msg.offline of a send to subscribers names the channel without {@code ____cmd} (v2.0.10). */
    OFFLINE_NAMES_PLAIN_TEMPORARY_CHANNEL,
    /**
     * msg.offline names who is connected, but with no main device, and nobody who is away (v2.0.10; recorded, and so in its
     * source: {@code diffuse_msg.go}). No device of the simulator is a main one.
     */
    OFFLINE_WITHOUT_THE_ABSENT,
    /** msg.offline carries source_id (v2). */
    OFFLINE_NAMES_SOURCE,
    /** Compressed to_uids are a gzip stream that was never closed and so holds no data (v1, v2). */
    COMPRESSION_LOSES_DATA,
    /** Whatever is read from the log, the first row comes back with its header flags at 0 (v2). */
    FIRST_ROW_LOSES_HEADER,
    /** A send over the API keeps its setting and its topic (v3; the others say 0 and none). */
    KEEPS_SETTING_AND_TOPIC,
    /** {@code is_stream} sets the setting's bit of a stream (v2.2.5). */
    KNOWS_IS_STREAM,
    /** What is sent with a {@code stream_no} is no message of its own (v1.2.6; v2.0.10 keeps and tells each part). */
    PARTS_ARE_NO_MESSAGES,
    /** A payload of a mebibyte ends the server, which had answered 200 (v2.0.10, v2.2.5: panic). */
    DIES_OF_LARGE_PAYLOADS,
    /** A payload of a mebibyte is answered with 200 and comes to nothing (v2.0.4). */
    LOSES_LARGE_PAYLOADS,
    /** An unknown channel has no max_message_seq but an error (v2.2.5). */
    UNKNOWN_CHANNEL_HAS_NO_MAXIMUM
}
