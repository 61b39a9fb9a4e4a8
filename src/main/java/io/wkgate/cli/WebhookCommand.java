package io.wkgate.cli;

import io.wkgate.config.Secret;
import io.wkgate.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wkgate webhook}. */
@Command(
        name = "webhook",
        description = "Print the lines to paste into WuKongIM's configuration, with the token in them.",
        mixinStandardHelpOptions = true)
final class WebhookCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() {
        Settings loaded = settings.load();
        Secret token = loaded.intake().token().orElseGet(() -> KeptKeys.find(loaded.database(), "intake"));
        System.out.println(WebhookLines.lines(
                loaded.intake(), loaded.intake().port(), loaded.intake().grpcPort(), token.value()));
        return 0;
    }
}
