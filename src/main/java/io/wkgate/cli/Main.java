package io.wkgate.cli;

import picocli.CommandLine;

/** The program. Without arguments it serves. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        if (code != WkgateCommand.SERVING) {
            System.exit(code);
        }
    }

    /** All commands, as the program runs them. */
    static CommandLine commandLine() {
        return new CommandLine(new WkgateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new PlainErrors());
    }
}
