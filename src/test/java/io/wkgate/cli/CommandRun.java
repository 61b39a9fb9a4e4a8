package io.wkgate.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** What a command came to. */
record CommandRun(int code, String out, String error) {

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
