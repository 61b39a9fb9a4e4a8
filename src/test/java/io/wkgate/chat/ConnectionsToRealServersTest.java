package io.wkgate.chat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class ConnectionsToRealServersTest extends ConnectionsOnEveryVersionTest {

    @Override
    ChatUpstream start(String version) {
        return new RealChatUpstream(version);
    }

    @Override
    Duration whileTheOldWouldEnd() {
        return Duration.ofSeconds(4);
    }
}
