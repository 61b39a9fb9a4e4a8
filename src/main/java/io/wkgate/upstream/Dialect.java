package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;

/**
 * How to speak to one line of WuKongIM. Nothing outside asks which version upstream runs; it asks the dialect. Two of them
 * are equal when they speak alike.
 */
public sealed interface Dialect permits V1, V2, V3 {

    /** The line it was made for: {@code 1.2}, {@code 2.x} or {@code 3.x}. */
    String line();

    /** What this line can do and what it asks for, in the order of the enumeration. */
    List<Capability> capabilities();

    default boolean has(Capability capability) {
        return capabilities().contains(capability);
    }

    /** Whether the steps get better when the channel's members are known. */
    boolean wantsMembers(RevokeOrder order);

    /** The steps in their order, and what they cannot reach. */
    RevokePlan plan(RevokeOrder order);

    /** How its log is searched. */
    LogSearch logSearch();

    /** What its API tells of its log and its channels. */
    LineLog log();

    /** The call that tells a group's members, where its API has one. */
    Optional<UpstreamRequest> members(ChannelKey channel);
}
