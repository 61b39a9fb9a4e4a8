package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import java.util.Optional;

/**
 * One page of a channel's log, from a number downwards.
 *
 * @param end the highest number that is asked for; 0 for the newest
 * @param limit how many at most; upstream may be asked for fewer
 * @param reader as whom it is read, where the line shows a channel only to its members; else it is not needed
 */
public record LogRequest(ChannelKey channel, long end, int limit, Optional<String> reader) {}
