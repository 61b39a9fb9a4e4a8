package io.wkgate.testing;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands in {@code wkgate_arrival}. */
public final class ArrivalTable {

    private ArrivalTable() {}

    /** Every arrival, by the order of its id. */
    public static List<Arrival> all(ConnectionDetails database) throws SQLException {
        List<Arrival> arrivals = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT numbers FROM wkgate_arrival ORDER BY id")) {
            while (result.next()) {
                arrivals.add(Arrival.read(Buffer.buffer(result.getBytes("numbers"))));
            }
        }
        return arrivals;
    }

    /** Every number that any arrival tells, such as {@code 2 g1 17}, each once. */
    public static Set<String> numbers(ConnectionDetails database) throws SQLException {
        Set<String> numbers = new TreeSet<>();
        for (Arrival arrival : all(database)) {
            for (Arrival.Numbers of : arrival.channels()) {
                for (SeqRun run : of.runs()) {
                    for (long number = run.first(); number <= run.last(); number++) {
                        numbers.add(of.channel().type() + " " + of.channel().id() + " " + number);
                    }
                }
            }
        }
        return numbers;
    }
}
