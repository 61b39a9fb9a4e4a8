package io.wkgate.testing;

import io.wkgate.boot.Gateway;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import java.time.Clock;
import java.time.Duration;

/** {@code wkgate serve} on a machine whose clock is wrong, by the duration that is its one argument. */
final class WrongClockMain {

    private WrongClockMain() {}

    public static void main(String[] arguments) {
        Settings settings = SettingsLoader.load(null, System.getenv());
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[0]));
        Gateway gateway = Gateway.start(settings, true, clock);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            Runtime.getRuntime().halt(0);
                        },
                        "shutdown"));
        System.out.println("accepts events, as /health/ready tells");
    }
}
