package io.wkgate.compat;

import java.util.List;
import java.util.Map;

/**
 * What one version does about one feature.
 *
 * @param outcome the id of one of the feature's outcomes
 * @param facts what the outcome's text leaves open, such as {@code tries: 5}
 */
public record Cell(String feature, String outcome, Map<String, String> facts, List<Evidence> evidence) {}
