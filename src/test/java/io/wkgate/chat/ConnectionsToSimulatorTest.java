package io.wkgate.chat;

import java.time.Duration;

class ConnectionsToSimulatorTest extends ConnectionsOnEveryVersionTest {

    @Override
    ChatUpstream start(String version) {
        return new SimulatedChatUpstream(version);
    }

    @Override
    Duration whileTheOldWouldEnd() {
        return Duration.ofMillis(200);
    }
}
