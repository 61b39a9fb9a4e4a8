package io.wkgate.simulator;

/** A channel as upstream's log names it; the id of a person channel is the joined one. */
public record ChannelKey(String channelId, int channelType) {}
