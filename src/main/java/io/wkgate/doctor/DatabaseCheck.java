package io.wkgate.doctor;

import io.wkgate.config.ByteSize;
import io.wkgate.config.DatabaseSettings;
import io.wkgate.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The database: whether it can be reached, what wkgate may do there, and whether its tables are what the layout needs. */
final class DatabaseCheck implements Check {

    private final DatabaseUrl url;
    private final DatabaseSettings settings;
    private final ByteSize entryLimit;
    private final DatabaseDoor door;

    /**
     * @param url of the embedded database too, which the settings do not name
     * @param entryLimit {@code intake.entry-limit}
     */
    DatabaseCheck(DatabaseUrl url, DatabaseSettings settings, ByteSize entryLimit) {
        this.url = url;
        this.settings = settings;
        this.entryLimit = entryLimit;
        door = new DatabaseDoor(url, settings.timeout());
    }

    @Override
    public String area() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = door.open()) {
            findings.add(Finding.good(
                    "database.reachable", "The database answers at " + url.host() + ":" + url.port() + "."));
            look(connection, findings);
        } catch (SQLException fault) {
            findings.add(
                    findings.isEmpty() ? new DatabaseRefusal(url, fault).finding(door::opensWithTls) : broken(fault));
        }
        return findings;
    }

    private void look(Connection connection, List<Finding> findings) throws SQLException {
        boolean prepared = prepare(connection, findings);
        ServerVariables variables = ServerVariables.read(connection);
        DatabaseVersion version = DatabaseVersion.of(variables);
        findings.add(version.finding());
        if (prepared) {
            findings.add(SessionFinding.of(variables));
        }
        findings.add(ReadOnlyFinding.of(variables));
        findings.add(PacketSize.of(variables, entryLimit));
        findings.add(Strictness.of(variables));
        findings.add(DatabaseClock.of(connection, variables, Clock.systemUTC()));
        findings.add(Durability.of(variables));
        findings.add(ConnectionRoom.of(connection, variables, settings.connections()));
        if (settings.url().isEmpty()) {
            findings.add(DiskRoom.of(settings.directory()));
        } else {
            DiskRoom.of(connection).ifPresent(findings::add);
        }
        findings.addAll(new LayoutCheck(connection, url, settings.layout(), variables, version.tested()).findings());
    }

    private boolean prepare(Connection connection, List<Finding> findings) {
        try {
            door.prepare(connection);
            return true;
        } catch (SQLException fault) {
            findings.add(SessionFinding.refused("error " + fault.getErrorCode()));
            return false;
        }
    }

    private static Finding broken(SQLException fault) {
        return Finding.failure(
                "database.interrupted",
                "The database stopped answering in the middle, with error " + fault.getErrorCode() + " ("
                        + fault.getSQLState() + "). What is not in this report was not looked at.",
                "wkgate's own statements may fail in the same way.",
                "Run the doctor again; if it happens again, look into the database's error log.");
    }
}
