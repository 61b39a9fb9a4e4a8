package io.wkgate.upstream;

import java.util.List;
import java.util.Optional;

/**
 * A page of upstream's list of its channels.
 *
 * @param next what to ask for the page behind it; nothing on the last
 */
public record ListedChannels(List<ListedChannel> channels, Optional<String> next) {}
