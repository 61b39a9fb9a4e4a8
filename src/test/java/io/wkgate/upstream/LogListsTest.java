package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.event.ChannelKey;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a list of channels is read to its end whatever its length, each once, and an uptime as WuKongIM writes it. */
class LogListsTest {

    @RegisterExtension
    final Simulators simulators = new Simulators();

    private final Vertx vertx = simulators.vertx();

    @ParameterizedTest
    @EnumSource(names = {"V2_2_5", "V3"})
    void everyChannelIsListedOnce(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = profile == Profile.V3
                ? KnownUpstream.withManager(vertx, simulator.url(), "a1234567", simulator.managerUrl())
                : KnownUpstream.of(vertx, simulator.url())) {
            SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
            List<ChannelKey> groups = IntStream.range(0, 450)
                    .mapToObj(number -> new ChannelKey(2, "g" + number))
                    .toList();
            for (ChannelKey group : groups) {
                calls.group(group.id(), "u1");
                calls.send("u1", group.id(), 2, "n");
                calls.command("u1", group.id(), 2, "c");
            }
            List<ChannelKey> listed = new ArrayList<>();
            int pages = 0;
            Optional<String> page = Optional.empty();
            do {
                ListedChannels answer = waitFor(known.upstream.log().channels(known.node(), page));
                answer.channels().forEach(channel -> listed.add(channel.channel()));
                page = answer.next();
                pages++;
            } while (page.isPresent());
            assertThat(listed).containsExactlyInAnyOrderElementsOf(groups);
            assertThat(pages).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "59s, 59", "1m0s, 60", "2h0m5s, 7205", "1d0h0m1s, 86401", "1y2d3h4m5s, 31719845"})
    void anUptimeIsRead(String written, long seconds) {
        assertThat(Uptime.read(written)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5h", "-1s", "1m 5s", "forever"})
    void whatIsNoUptimeIsNone(String written) {
        assertThat(Uptime.read(written)).isEmpty();
    }

    @Test
    void aNodeThatIsAwayIsAFailure() {
        Simulator simulator = simulators.start(Profile.V2_2_5);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            KnownNode node = known.node();
            simulator.kill().await();
            UpstreamLog log = known.upstream.log();
            ChannelKey group = new ChannelKey(2, "g1");
            List<Future<?>> asked = List.of(
                    log.page(node, new LogRequest(group, 0, 10, Optional.empty())),
                    log.newest(node, group, List.of()),
                    log.channels(node, Optional.empty()),
                    log.conversations(node, "u1"),
                    log.vitals(node),
                    log.members(node, group));
            for (Future<?> answer : asked) {
                assertThatThrownBy(() -> waitFor(answer)).isInstanceOf(UpstreamException.class);
            }
        }
    }
}
