package io.wkgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The root command; alone it is {@code serve}. */
@Command(
        name = "wkgate",
        description = "Stands in front of WuKongIM: stores every message before it is acknowledged.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.LOCAL,
        subcommands = {
            ServeCommand.class,
            MigrateCommand.class,
            WebhookCommand.class,
            DoctorCommand.class,
            RepairCommand.class,
            GapsCommand.class,
            DeadLettersCommand.class,
            DestinationsCommand.class,
            DeliveriesCommand.class,
            RevokesCommand.class,
            AuditCommand.class,
            ReplicasCommand.class,
            PruneCommand.class,
            ProbeCommand.class,
            CompatCommand.class,
            SettingsCommand.class
        })
final class WkgateCommand implements Callable<Integer> {

    /** The exit code that means: do not exit, the gateway's own threads go on. */
    static final int SERVING = -1;

    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Override
    public Integer call() {
        return options.serve();
    }
}
