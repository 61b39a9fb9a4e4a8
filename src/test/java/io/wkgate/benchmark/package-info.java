/**
 * Measures wkgate against what the same database can do without it, on two cores that the load shares. Run by
 * {@code mvn -q verify -Pbenchmark}; docs/benchmarks.md says how to read what it prints.
 */
package io.wkgate.benchmark;
