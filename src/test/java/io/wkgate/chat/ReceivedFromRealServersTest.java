package io.wkgate.chat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class ReceivedFromRealServersTest extends ReceivedOnEveryVersionTest {

    @Override
    ChatUpstream start(String version) {
        return new RealChatUpstream(version);
    }

    @Override
    Duration pause() {
        return Duration.ofMillis(200);
    }

    @Override
    Duration quiet() {
        return Duration.ofMillis(1500);
    }
}
