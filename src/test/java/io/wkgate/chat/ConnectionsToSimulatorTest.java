package io.wkgate.chat;

class ConnectionsToSimulatorTest extends ConnectionsOnEveryVersionTest {

    @Override
    ChatUpstream start(String version) {
        return new SimulatedChatUpstream(version);
    }
}
