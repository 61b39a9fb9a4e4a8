package io.wkgate.upstream;

import java.util.List;

/** WuKongIM 1.2, as v1.2.6 was measured. */
record V1() implements Dialect {

    @Override
    public String line() {
        return Line.ONE.label();
    }

    @Override
    public List<Capability> capabilities() {
        return List.of(
                Capability.CHECKS_TOKEN,
                Capability.GRPC_WEBHOOK,
                Capability.MAX_MESSAGE_SEQ,
                Capability.MESSAGES_BY_SEQ,
                Capability.READS_AS_NOBODY,
                Capability.ECHOES_COMMANDS,
                Capability.ONE_SEND_REVOKES);
    }
}
