package io.wkgate.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How much room the database's disk has, where that can be read. */
final class DiskRoom {

    private static final String ID = "database.disk";
    private static final long MEBIBYTE = 1 << 20;
    private static final long LITTLE = 1024;
    private static final long NEARLY_NOTHING = 100;

    /** MariaDB's plugin DISKS, where somebody has installed it; in KiB. */
    private static final String DISKS = "SELECT available DIV 1024 AS room FROM information_schema.disks"
            + " WHERE @@datadir LIKE CONCAT(path, '%') ORDER BY LENGTH(path) DESC LIMIT 1";

    private DiskRoom() {}

    /** Of the embedded database, whose data is on this machine. */
    static Finding of(Path directory) {
        try {
            return judge(Files.getFileStore(directory).getUsableSpace() / MEBIBYTE, directory.toString());
        } catch (IOException e) {
            return Finding.skipped(ID, "The room on the disk of " + directory + " cannot be read.");
        }
    }

    /** Of a server elsewhere; most do not tell. */
    static Optional<Finding> of(Connection connection) {
        try {
            return DatabaseRow.ask(connection, DISKS).stream()
                    .filter(row -> !row.text("room").isEmpty())
                    .map(row -> judge(Long.parseLong(row.text("room")), "the database server"))
                    .findFirst();
        } catch (SQLException notTold) {
            return Optional.empty();
        }
    }

    private static Finding judge(long mebibytes, String where) {
        String what = mebibytes + " MiB are free on the disk of " + where + ".";
        if (mebibytes >= LITTLE) {
            return Finding.good(ID, what);
        }
        String why =
                "When the disk is full the database stands still: no message is stored, and wkgate answers WuKongIM"
                        + " with 503.";
        String mend = "Free room, give the disk more, or delete what you need no longer.";
        return mebibytes < NEARLY_NOTHING ? Finding.failure(ID, what, why, mend) : Finding.warning(ID, what, why, mend);
    }
}
