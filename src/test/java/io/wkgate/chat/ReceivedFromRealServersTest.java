package io.wkgate.chat;

import io.wkgate.outage.RealUpstream;
import java.net.URI;
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
        RealUpstream upstream = RealUpstream.start(version);
        return new ChatUpstream() {
            @Override
            public String api() {
                return upstream.api();
            }

            @Override
            public URI webSocket() {
                return upstream.webSocket();
            }

            @Override
            public void close() {
                upstream.close();
            }
        };
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
