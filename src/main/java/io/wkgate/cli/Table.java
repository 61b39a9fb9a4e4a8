package io.wkgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * A list for people.
 *
 * @param format of a line, as {@link String#format} takes it, with texts only
 * @param titles one for each column
 */
record Table(String format, List<String> titles) {

    /**
     * Prints it.
     *
     * @param none what is printed if there is nothing in it
     * @param row the columns of one item
     */
    void print(JsonArray items, String none, Function<JsonObject, List<Object>> row) {
        if (items.isEmpty()) {
            System.out.println(none);
            return;
        }
        System.out.println(line(titles.toArray()));
        for (int i = 0; i < items.size(); i++) {
            System.out.println(line(row.apply(items.getJsonObject(i)).toArray()));
        }
    }

    private String line(Object[] columns) {
        return String.format(format, columns).stripTrailing();
    }
}
