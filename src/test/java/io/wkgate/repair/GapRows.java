package io.wkgate.repair;

import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What wkgate's own tables say of its gaps. */
record GapRows(ConnectionDetails database) {

    private static final String NUMBERS =
            "SELECT CAST(COALESCE(SUM(last_seq - first_seq + 1), 0) AS SIGNED) FROM wkgate_gap WHERE state = ";

    private static final int OPEN = 0;
    private static final int ABSENT = 2;
    private static final int UNREADABLE = 3;

    long open() throws SQLException {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_gap WHERE state = " + OPEN);
    }

    /** What came and was not looked at yet. */
    long arrivals() throws SQLException {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_arrival");
    }

    /** Sweeps that are not over. */
    long sweeps() throws SQLException {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_sweep WHERE state = 0");
    }

    /** Numbers that upstream does not have. */
    long absent() throws SQLException {
        return numbers(ABSENT);
    }

    /** Numbers that nobody who is known may read. */
    long unreadable() throws SQLException {
        return numbers(UNREADABLE);
    }

    private long numbers(int state) throws SQLException {
        return Sql.number(database, NUMBERS + state);
    }

    long deadLetters() throws SQLException {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter");
    }

    /** Numbers of a channel that are said not to be there. */
    long absent(Room room) throws SQLException {
        return Sql.number(database, NUMBERS + ABSENT + " AND " + in(room));
    }

    /** Numbers of a channel that nobody who is known may read. */
    long unreadable(Room room) throws SQLException {
        return Sql.number(database, NUMBERS + UNREADABLE + " AND " + in(room));
    }

    /** Numbers that nobody who is known may read, but those of these channels. */
    long unreadable(Set<ChannelKey> without) throws SQLException {
        long of = unreadable();
        for (ChannelKey channel : without) {
            of -= Sql.number(database, NUMBERS + UNREADABLE + " AND " + in(channel));
        }
        return of;
    }

    /** How many gaps there are or were. */
    long ever() throws SQLException {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_gap");
    }

    /** Messages that were brought back. */
    long repaired() throws SQLException {
        return Sql.number(database, "SELECT COUNT(*) FROM message WHERE source = 'repair'");
    }

    /** How many pages were read for gaps of a channel. */
    long pages(Room room) throws SQLException {
        return Sql.number(database, "SELECT CAST(COALESCE(SUM(pages), 0) AS SIGNED) FROM wkgate_gap WHERE " + in(room));
    }

    /** What ended without a repair, and why. */
    List<String> unrepaired() throws SQLException {
        return Sql.column(
                database,
                "SELECT CONCAT(channel_id, ' (', channel_type, ') ', first_seq, '-', last_seq, ' ', reason, ' ', state, ': ',"
                        + " evidence) FROM wkgate_gap WHERE state IN (" + ABSENT + ", " + UNREADABLE + ")");
    }

    private static String in(Room room) {
        return in(room.key());
    }

    private static String in(ChannelKey channel) {
        return "channel_id = '%s' AND channel_type = %d".formatted(channel.id(), channel.type());
    }
}
