package io.wkgate.cli;

import io.wkgate.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command came to. */
record CommandRun(int code, String out, String error) {

    /** The same over the ops listener at a port, whose key is the one that tests know. */
    static CommandRun against(int port, Path folder, String... arguments) throws IOException {
        Path config = Files.writeString(
                folder.resolve("wkgate.yaml"), "ops:\n  port: " + port + "\n  key: " + TestGateway.OPS_KEY + "\n");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        return of(all.toArray(String[]::new));
    }

    /** Runs a command in this JVM as the program would. */
    static CommandRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter error = new StringWriter();
        PrintStream console = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int code = Main.commandLine()
                    .setErr(new PrintWriter(error, true))
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .execute(arguments);
            return new CommandRun(code, out.toString(StandardCharsets.UTF_8), error.toString());
        } finally {
            System.setOut(console);
        }
    }
}
