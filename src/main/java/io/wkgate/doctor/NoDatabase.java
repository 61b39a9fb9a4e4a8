package io.wkgate.doctor;

import java.util.List;

/** The embedded database, while no gateway runs. */
final class NoDatabase implements Check {

    @Override
    public String area() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        return List.of(Finding.skipped(
                "database.embedded-not-running",
                "database.url is not set, and the embedded database runs only while the gateway does. Start it, or call"
                        + " this where it was started."));
    }
}
