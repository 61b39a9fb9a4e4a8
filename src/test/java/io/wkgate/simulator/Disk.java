package io.wkgate.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a simulated server has on disk, and so still has after a crash. */
final class Disk {
    final Snowflake messageIds = new Snowflake();
    final MessageLog log = new MessageLog();
    final Channels channels = new Channels(log);
    final CommandInbox commands = new CommandInbox();
    final Conversations conversations = new Conversations();
    final Streams streams = new Streams();

    /** v1 and v2: messages that msg.notify has not taken yet. */
    final Deque<StoredMessage> notifyQueue = new ArrayDeque<>();

    /** v2.2.5: the last stop was a crash, and its queue's bookkeeping is behind. */
    boolean queueDamaged;
}
