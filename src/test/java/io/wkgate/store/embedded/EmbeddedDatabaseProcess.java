package io.wkgate.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

/** Another JVM that runs an embedded database, to be killed. */
final class EmbeddedDatabaseProcess {
    private static final String READY = "ready";

    private EmbeddedDatabaseProcess() {}

    /** Starts it and returns when it has committed one row. */
    static Process start(Path directory, Path base) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseProcess.class.getName(),
                        directory.toString(),
                        base.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        while (true) {
            String line = output.readLine();
            if (line == null) {
                throw new UncheckedIOException(new IOException("The process ended before it was ready."));
            }
            if (line.equals(READY)) {
                return process;
            }
        }
    }

    @SuppressWarnings("try") // the database is held, not used, until the process is killed
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), Path.of(arguments[1]));
                Connection connection = database.connectionDetails().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (text VARCHAR(20))");
            statement.execute("INSERT INTO note VALUES ('committed')");
            System.out.println(READY);
            // Until whoever started it is gone too, should the test not come to the kill.
            while (System.in.read() >= 0) {}
        }
    }
}
