package io.wkgate.compat;

import java.util.Optional;

/**
 * One of the ways in which versions of WuKongIM behave.
 *
 * @param text what happens; {@code {name}} stands for a fact of the cell
 * @param wkgate what wkgate does about it; there unless it works by itself
 */
public record Outcome(String id, Support support, Text text, Optional<Text> wkgate) {}
