package io.wkgate.replica;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log, once for each replica, what an operator should mend: a wrong clock, settings that differ. */
final class Remarks {

    private static final Logger LOG = LoggerFactory.getLogger(Remarks.class);

    /** More is not the way to the database and back. */
    static final Duration CLOCK_LIMIT = Duration.ofSeconds(5);

    private final Self self;
    private final Set<UUID> wrongClocks = new HashSet<>();
    private final Set<UUID> otherSettings = new HashSet<>();

    Remarks(Self self) {
        this.self = self;
    }

    /** Nobody can mend one that is silent, so nothing is said of it. */
    void seen(List<Replica> replicas) {
        Set<UUID> wrong = new HashSet<>();
        Set<UUID> other = new HashSet<>();
        String own = ReplicaTable.hex(self.settings());
        for (Replica replica : replicas) {
            if (replica.silent()) {
                continue;
            }
            if (replica.clockOffset().abs().compareTo(CLOCK_LIMIT) > 0) {
                wrong.add(replica.id());
                sayClock(replica);
            }
            if (!replica.settings().equals(own)) {
                other.add(replica.id());
                saySettings(replica);
            }
        }
        // What was mended and goes wrong again is said again.
        wrongClocks.retainAll(wrong);
        otherSettings.retainAll(other);
    }

    private void sayClock(Replica replica) {
        if (wrongClocks.add(replica.id())) {
            Duration offset = replica.clockOffset();
            LOG.warn(
                    "the clock of {} is {} s {} the database's; mend whichever is wrong: replicas go by the database's,"
                            + " but the times in logs, and whether a certificate is valid, go by their own",
                    who(replica),
                    offset.abs().toMillis() / 1000.0,
                    offset.isNegative() ? "behind" : "ahead of");
        }
    }

    private void saySettings(Replica replica) {
        if (otherSettings.add(replica.id())) {
            LOG.warn(
                    "{} runs with other settings than this replica; that is so for a while during an upgrade, and a"
                            + " mistake at any other time: whose settings count depends on who does the work",
                    who(replica));
        }
    }

    private String who(Replica replica) {
        return replica.id().equals(self.id())
                ? "this replica"
                : "replica " + replica.name() + " (" + replica.id() + ")";
    }
}
