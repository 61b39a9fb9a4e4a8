package io.wkgate.upstream;

import java.util.List;

/** WuKongIM 3, as its main branch of 2026-08-23 was measured (v3-20260823). */
record V3() implements Dialect {

    @Override
    public String line() {
        return Line.THREE.label();
    }

    @Override
    public List<Capability> capabilities() {
        return List.of(
                Capability.JOINED_IDS,
                Capability.READS_AS_MEMBER,
                Capability.ECHOES_COMMANDS,
                Capability.TWO_SENDS_REVOKE,
                Capability.WANTS_FROM_UID,
                Capability.ANSWERS_REASON,
                Capability.BINDS_COMMANDS);
    }
}
