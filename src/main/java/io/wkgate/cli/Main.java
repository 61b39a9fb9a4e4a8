package io.wkgate.cli;

import picocli.CommandLine;

/** The program. Without arguments it serves. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int code = new CommandLine(new WkgateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new PlainErrors())
                .execute(arguments);
        if (code != WkgateCommand.SERVING) {
            System.exit(code);
        }
    }
}
