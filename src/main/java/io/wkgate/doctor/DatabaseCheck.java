package io.wkgate.doctor;

import io.wkgate.config.DatabaseSettings;
import io.wkgate.config.DatabaseUrl;
import java.util.List;

/** The database: whether it can be reached, what wkgate may do there, and whether its tables are what the layout needs. */
final class DatabaseCheck implements Check {

    private final DatabaseUrl url;
    private final DatabaseSettings settings;

    /** @param url of the embedded database too, which the settings do not name */
    DatabaseCheck(DatabaseUrl url, DatabaseSettings settings) {
        this.url = url;
        this.settings = settings;
    }

    @Override
    public String area() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        throw new UnsupportedOperationException(url + " " + settings);
    }
}
