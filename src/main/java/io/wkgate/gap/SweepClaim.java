package io.wkgate.gap;

import java.util.UUID;

/** A sweep that this process works on, for as long as its lease is. */
record SweepClaim(SweepRow sweep, UUID lease) {}
