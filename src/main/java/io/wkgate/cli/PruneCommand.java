package io.wkgate.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.boot.DatabaseAccess;
import io.wkgate.config.DatabaseSettings;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.Database;
import io.wkgate.store.OldMessages;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wkgate prune}: on the database itself, whether a gateway runs or not. */
@Command(
        name = "prune",
        description = "Delete stored messages that are older than some time; what is done cannot be undone.",
        mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {

    /** Counting the messages of years takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int CONNECTIONS = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Option(
            names = "--before",
            required = true,
            paramLabel = "TIME",
            converter = GivenTime.class,
            description = "Messages that were made before: 2026-11-22T09:35:00Z, or how long ago: 365d.")
    private Instant before = Instant.EPOCH;

    @Option(names = "--dry-run", description = "Only count them.")
    private boolean dryRun;

    @Option(names = "--batch", defaultValue = "1000", description = "How many in one transaction (default: 1000).")
    private int batch;

    @Option(
            names = "--rest",
            defaultValue = "50",
            paramLabel = "MILLISECONDS",
            description = "How long to rest after each, for intake goes first (default: 50).")
    private int rest;

    @Override
    public Integer call() throws InterruptedException {
        if (batch < 1 || batch > 10_000 || rest < 0) {
            throw new CommandException("--batch is 1 to 10000, --rest 0 or more");
        }
        DatabaseSettings database = settings.load().database();
        DatabaseUrl url = DatabaseAccess.find(database)
                .orElseThrow(() -> new CommandException(
                        "no database: neither database.url is set nor has the embedded" + " one been started here"));
        Vertx vertx = Vertx.vertx();
        Database connected = Database.of(vertx, url, CONNECTIONS, PATIENCE);
        try {
            return prune(messages(connected, database));
        } finally {
            await(connected.close());
            await(vertx.close());
        }
    }

    private static OldMessages messages(Database connected, DatabaseSettings database) {
        try {
            return OldMessages.of(connected, database.layout());
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private int prune(OldMessages messages) throws InterruptedException {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
        long found = await(messages.count(before));
        if (dryRun) {
            out.println("%d messages were made before %s; nothing was deleted".formatted(found, before));
            return 0;
        }
        ProgressLine progress = ProgressLine.on(out, Clock.systemUTC());
        long deleted = 0;
        int last = batch;
        while (last == batch) {
            last = await(messages.delete(before, batch));
            deleted += last;
            progress.show(found == 0 ? 1 : (double) deleted / found, "%d of %d deleted".formatted(deleted, found));
            if (last == batch) {
                Thread.sleep(rest);
            }
        }
        progress.end();
        out.println("%d messages made before %s were deleted".formatted(deleted, before));
        return 0;
    }

    private static <T> T await(Future<T> future) {
        return Blocking.await(future, PATIENCE.multipliedBy(3));
    }
}
