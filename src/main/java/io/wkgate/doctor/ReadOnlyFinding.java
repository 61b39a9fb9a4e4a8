package io.wkgate.doctor;

import java.util.ArrayList;
import java.util.List;

/** Whether the server takes writes at all. */
final class ReadOnlyFinding {

    private static final String ID = "database.read-only";

    private ReadOnlyFinding() {}

    static Finding of(ServerVariables variables) {
        if (variables.on("innodb_read_only")) {
            return Finding.failure(
                    ID,
                    "The server was started with innodb_read_only: no table can be written.",
                    why(),
                    "Start the server without innodb_read_only (and without innodb_force_recovery above 3), or name the"
                            + " primary in database.url.");
        }
        List<String> set = new ArrayList<>();
        for (String name : List.of("super_read_only", "read_only", "transaction_read_only", "tx_read_only")) {
            if (variables.on(name)) {
                set.add(name);
            }
        }
        if (set.isEmpty()) {
            return Finding.good(ID, "The server takes writes.");
        }
        return Mend.of(
                        "If this is a replica, name the primary in database.url; replication stays as it is. If it is"
                                + " the primary, run, as an administrator of the database",
                        set.stream()
                                .map(name -> "SET GLOBAL " + name + " = OFF")
                                .toArray(String[]::new))
                .failure(ID, "The server is read-only (" + String.join(", ", set) + " is on).", why());
    }

    private static String why() {
        return "No message can be stored: wkgate answers WuKongIM with 503, which drops a message after a few tries.";
    }
}
