package io.wkgate.relay;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** The first column of rows. */
final class FirstColumn {

    private FirstColumn() {}

    /** One of each row; none may be NULL. */
    static List<Long> numbers(RowSet<Row> rows) {
        List<Long> numbers = new ArrayList<>(rows.size());
        rows.forEach(row -> numbers.add(row.getLong(0)));
        return numbers;
    }
}
