package io.wkgate.chat;

import java.time.Duration;

class ReceivedFromSimulatorTest extends ReceivedOnEveryVersionTest {

    @Override
    ChatUpstream start(String version) {
        return new SimulatedChatUpstream(version);
    }

    @Override
    Duration pause() {
        return Duration.ofMillis(5);
    }

    @Override
    Duration quiet() {
        return Duration.ofMillis(100);
    }
}
