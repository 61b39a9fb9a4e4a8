package io.wkgate.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting, at the record component that holds it. This is the only place where a setting is described:
 * the loader, {@code docs/configuration.md} and {@code conf/wkgate.yaml} are all made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {

    /** The name in the file, for example {@code intake.port}. */
    String name();

    /** The default, as one would write it in the file; empty for a setting that may be absent. */
    String fallback() default "";

    /** The smallest number that is accepted; for durations in milliseconds, for sizes in bytes. */
    long min() default Long.MIN_VALUE;

    /** The largest number that is accepted; for durations in milliseconds, for sizes in bytes. */
    long max() default Long.MAX_VALUE;

    /** Whether it stands in an address as it is, so that it may hold only what needs no encoding there. */
    boolean pathSegment() default false;

    /** What it does, in one or two sentences an operator understands. */
    String help();
}
