package io.wkgate.boot;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * Names wkgate's own meters as they are registered: their unit is for the reference in docs/metrics.md, and no part of the
 * name unless that says so itself.
 */
final class MetricNames extends PrometheusNamingConvention {

    @Override
    public String name(String name, Meter.Type type, @Nullable String baseUnit) {
        return super.name(name, type, name.startsWith("wkgate.") ? null : baseUnit);
    }
}
