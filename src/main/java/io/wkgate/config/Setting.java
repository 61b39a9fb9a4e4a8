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

    /** The name in the file, for example {@code intake.port}; of an entry of a list only its key. */
    String name();

    /** The default, as one would write it in the file; empty for a setting that may be absent. */
    String fallback() default "";

    /** The smallest number that is accepted; for durations in milliseconds, for sizes in bytes. */
    long min() default Long.MIN_VALUE;

    /** The largest number that is accepted; for durations in milliseconds, for sizes in bytes. */
    long max() default Long.MAX_VALUE;

    /** What its text may hold; of a list or a map, each of its texts. */
    TextForm form() default TextForm.ANY;

    /** Of a map: what its keys may hold. */
    TextForm keys() default TextForm.ANY;

    /** Another duration of the same record that must not be shorter. */
    String notLongerThan() default "";

    /** Another setting without which this one says nothing. */
    String needs() default "";

    /** What stands in the sample file for a setting that has no default and cannot be left out. */
    String example() default "";

    /** What it does, in one or two sentences an operator understands. */
    String help();
}
