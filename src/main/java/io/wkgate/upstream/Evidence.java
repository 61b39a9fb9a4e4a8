package io.wkgate.upstream;

import java.util.OptionalInt;

/**
 * What one route answered, and what follows from that.
 *
 * @param route as {@code GET /varz}
 * @param status nothing if no answer came
 * @param shows a sentence for people
 */
public record Evidence(String route, OptionalInt status, String shows) {}
