package io.wkgate.simulator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What upstream knows of one channel beside its messages. */
final class ChannelState {
    /** Members by uid, each with the first message_seq that v3 shows them. */
    final Map<String, Long> members = new LinkedHashMap<>();

    final Set<String> whitelist = new LinkedHashSet<>();
    final Set<String> blacklist = new LinkedHashSet<>();
    boolean created;
    boolean large;
    boolean banned;
    boolean disbanded;
}
