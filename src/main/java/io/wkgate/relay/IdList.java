package io.wkgate.relay;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Numbers for {@code IN (…)}, in their order, so that two who lock the same rows wait for each other instead of deadlocking. */
record IdList(List<Long> ids) {

    /** @param ids at least one */
    static IdList of(Collection<Long> ids) {
        return new IdList(ids.stream().sorted().toList());
    }

    /** The first column of every row. */
    static List<Long> read(RowSet<Row> rows) {
        List<Long> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getLong(0)));
        return ids;
    }

    /** As many question marks as there are ids, or some more: few sizes, so that the statements stay prepared. */
    String marks() {
        return "?,".repeat(size() - 1) + "?";
    }

    /** The parameters for the marks; the last id is repeated where they are more. */
    Tuple addTo(Tuple parameters) {
        ids.forEach(parameters::addLong);
        for (int missing = size() - ids.size(); missing > 0; missing--) {
            parameters.addLong(ids.get(ids.size() - 1));
        }
        return parameters;
    }

    private int size() {
        int size = Integer.highestOneBit(ids.size());
        return size == ids.size() ? size : size * 2;
    }
}
