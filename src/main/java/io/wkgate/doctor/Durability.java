package io.wkgate.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the database has done when it says that a transaction is committed; by that wkgate acknowledges. */
final class Durability {

    private static final String ID = "database.durability";

    private Durability() {}

    static Finding of(ServerVariables variables) {
        List<String> loose = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        OptionalLong flush = variables.number("innodb_flush_log_at_trx_commit");
        if (flush.isPresent() && flush.getAsLong() != 1 && flush.getAsLong() != 3) {
            loose.add("innodb_flush_log_at_trx_commit is " + flush.getAsLong() + ": a commit is "
                    + (flush.getAsLong() == 2
                            ? "with the operating system, on the disk up to a second later; a power cut loses it"
                            : "in the server's memory, on the disk up to a second later; a crash of the server loses"
                                    + " it"));
            statements.add("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
        OptionalLong sync = variables.number("sync_binlog");
        if (variables.on("log_bin") && sync.isPresent() && sync.getAsLong() != 1) {
            loose.add("sync_binlog is " + sync.getAsLong() + ": after a power cut the binary log may lack the last"
                    + " commits, and with it the replicas and the recovery that reads it");
            statements.add("SET GLOBAL sync_binlog = 1");
        }
        return judged(variables, loose, statements).with("committed", committed(variables, loose));
    }

    private static Finding judged(ServerVariables variables, List<String> loose, List<String> statements) {
        if (loose.isEmpty()) {
            return Finding.good(ID, committed(variables, loose));
        }
        return new Mend(
                        "Run, as an administrator of the database, and set it in the server's option file too",
                        statements)
                .warning(
                        ID,
                        String.join("; ", loose) + ".",
                        "wkgate acknowledges a message when it is committed, and WuKongIM forgets what is acknowledged. "
                                + committed(variables, loose));
    }

    private static String committed(ServerVariables variables, List<String> loose) {
        String here = loose.isEmpty()
                ? "Committed means here: on the disk of this server"
                : "Committed means here: not yet safe from a power cut";
        if (variables.on("wsrep_on")) {
            return here
                    + ", and received by every node of the Galera cluster, each of which writes it to its disk by its own"
                    + " settings; when all nodes fail at once, the last commits are lost unless every node has"
                    + " innodb_flush_log_at_trx_commit = 1.";
        }
        if (variables.on("rpl_semi_sync_master_enabled") || variables.on("rpl_semi_sync_source_enabled")) {
            return here + ", and received by a replica, as long as one answers in time (semi-synchronous).";
        }
        return variables.on("log_bin")
                ? here + "; replicas have it a little later, and a failover to one may lose the last commits."
                : here + ", and nowhere else: a lost disk is a lost database.";
    }
}
