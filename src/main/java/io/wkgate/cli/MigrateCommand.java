package io.wkgate.cli;

import io.wkgate.boot.DatabaseAccess;
import io.wkgate.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wkgate migrate}. */
@Command(name = "migrate", description = "Bring wkgate's tables up to date, and end.", mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() {
        Settings loaded = settings.load();
        LogSetup.apply(loaded.log());
        try (DatabaseAccess access = DatabaseAccess.open(loaded.database())) {
            int ran = access.prepareTables(loaded.database().layout(), true);
            System.out.println(ran == 0 ? "the tables are up to date" : ran + " migrations ran");
        }
        return 0;
    }
}
