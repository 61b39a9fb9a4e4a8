package io.wkgate.compat;

import java.util.List;

/** Features that belong together, in the order of the report. */
public record FeatureGroup(String id, Text title, List<Feature> features) {}
