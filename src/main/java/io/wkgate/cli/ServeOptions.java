package io.wkgate.cli;

import io.wkgate.boot.Gateway;
import io.wkgate.boot.Lifetime;
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
        Lifetime lifetime = new Lifetime();
        // First of all, for TERM may come while it starts.
        Thread hook = new Thread(
                () -> {
                    lifetime.end();
                    // A stop that was asked for is a success; the JVM by itself would say 143.
                    Runtime.getRuntime().halt(0);
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Settings loaded = settings.load();
            LogSetup.apply(loaded.log());
            Gateway gateway = lifetime.start(loaded, !noMigrate);
            System.out.println(WebhookLines.greeting(loaded, gateway.listeners()));
            return WkgateCommand.SERVING;
        } catch (Exception | Error e) {
            // Of any kind: what a future failed with is thrown as it is, whether it is declared or not.
            forget(hook);
            throw e;
        }
    }

    /** A start that failed is none, whatever the hook would say. */
    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is running.
        }
    }
}
