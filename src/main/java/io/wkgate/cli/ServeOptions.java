package io.wkgate.cli;

import io.wkgate.boot.Gateway;
import io.wkgate.config.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code serve} takes, also where its name is left out. */
final class ServeOptions {

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Option(
            names = "--no-migrate",
            description = "Do not touch the tables; refuse to start if they are not up to date.")
    private boolean noMigrate;

    int serve() {
        Settings loaded = settings.load();
        LogSetup.apply(loaded.log());
        Gateway gateway = Gateway.start(loaded, !noMigrate);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            // A drained stop is a success; the JVM by itself would say 143.
                            Runtime.getRuntime().halt(0);
                        },
                        "shutdown"));
        System.out.println(WebhookLines.greeting(loaded, gateway.listeners()));
        return WkgateCommand.SERVING;
    }
}
