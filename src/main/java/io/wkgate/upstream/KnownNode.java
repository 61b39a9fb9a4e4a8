package io.wkgate.upstream;

/** A node, and how it is spoken to. */
public record KnownNode(UpstreamNode node, Dialect dialect) {}
