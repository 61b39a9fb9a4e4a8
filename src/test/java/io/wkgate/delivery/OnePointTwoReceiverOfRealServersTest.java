package io.wkgate.delivery;

import io.wkgate.outage.RealUpstream;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class OnePointTwoReceiverOfRealServersTest extends OnePointTwoReceiverTest {

    @Override
    ShapeUpstream start(String version, String webhook) {
        RealUpstream upstream = RealUpstream.start(version, webhook);
        return new ShapeUpstream() {
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
}
