package io.wkgate.cli;

import io.wkgate.config.SettingsException;
import io.wkgate.store.MigrationException;
import io.wkgate.store.embedded.EmbeddedDatabaseException;
import io.wkgate.web.ListenException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Shows an operator's mistake as a sentence, and only a mistake of ours as a stack. */
final class PlainErrors implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        boolean explained = failure instanceof SettingsException
                || failure instanceof MigrationException
                || failure instanceof EmbeddedDatabaseException
                || failure instanceof CommandException
                || failure instanceof ListenException;
        if (!explained) {
            throw failure;
        }
        command.getErr().println("wkgate: " + failure.getMessage());
        return 1;
    }
}
