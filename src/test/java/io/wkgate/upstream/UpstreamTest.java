package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.group;
import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: steps are run in the dialect that the node speaks now; a node that became another one is known as that one
 * before the next attempt. Bindings are forgotten where the line has them.
 */
class UpstreamTest {

    private static final ChannelKey GROUP = new ChannelKey(2, "g1");

    @RegisterExtension
    final Simulators simulators = new Simulators();

    private final Vertx vertx = simulators.vertx();

    @ParameterizedTest
    @EnumSource
    void aPlansStepsAreDoneOnEveryVersion(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
            calls.group("g1", "u1", "u2");
            calls.send("u1", "g1", 2, "first");
            calls.send("u1", "u2", 1, "to one");
            for (RevokeOrder order : List.of(group("u1", "u2"), StepRunner.persons())) {
                for (RevokeStep step : known.node().dialect().plan(order).steps()) {
                    assertThat(waitFor(known.upstream.run(known.node(), step)))
                            .as(step.name())
                            .isInstanceOf(StepOutcome.Done.class);
                }
            }
        }
    }

    @Test
    void anUpgradeIsKnownWhenTheAnswerThatDoesNotFitIsGiven() {
        Simulator simulator = simulators.start(Profile.V1_2_6);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            KnownNode before = known.node();
            simulator.kill().await();
            simulator.restart(SimulatorOptions.of(Profile.V3)).await();
            RevokeStep step = before.dialect().plan(group()).steps().get(0);
            assertThat(waitFor(known.upstream.run(before, step))).isInstanceOf(StepOutcome.DoesNotFit.class);
            assertThat(known.node().dialect().line()).isEqualTo("3.x");
        }
    }

    @Test
    void whoWasAwayIsAskedBeforeItIsCalledAgain() {
        Simulator simulator = simulators.start(Profile.V2_2_5);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            KnownNode before = known.node();
            RevokeStep step = before.dialect().plan(group()).steps().get(0);
            simulator.kill().await();
            assertThat(waitFor(known.upstream.run(before, step))).isInstanceOf(StepOutcome.TryAgain.class);
            await().until(() -> !known.watch.statuses().get(0).reachable());
            assertThat(waitFor(known.upstream.run(before, step)))
                    .isInstanceOfSatisfying(
                            StepOutcome.TryAgain.class,
                            again -> assertThat(again.reason()).contains("not reachable"));

            simulator.restart(SimulatorOptions.of(Profile.V3)).await();
            assertThat(waitFor(known.upstream.run(before, step))).isInstanceOf(StepOutcome.DoesNotFit.class);
            assertThat(simulator.log()).as("nothing was sent to the other line").isEmpty();
            assertThat(known.node().dialect().line()).isEqualTo("3.x");
        }
    }

    @Test
    void aNodeIsAskedOnceForAllWhoDoubtIt() {
        FakeServer server = FakeServer.recorded(vertx, "v2.2.5");
        try (KnownUpstream known = KnownUpstream.of(vertx, server.url().base())) {
            UpstreamNode node = known.node().node();
            server.requests().clear();
            Future.all(IntStream.range(0, 20)
                            .mapToObj(time -> known.watch.probeNow(node))
                            .toList())
                    .await();
            assertThat(server.requests()).filteredOn("GET /route"::equals).hasSize(1);
            known.watch.stop();
            server.requests().clear();
            assertThat(waitFor(known.watch.probeNow(node)).known()).isPresent();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void nodesTakeTurnsAndReachableOnesComeFirst() {
        Simulator one = simulators.start(Profile.V1_2_6);
        Simulator two = simulators.start(Profile.V2_2_5);
        try (KnownUpstream known = KnownUpstream.of(vertx, one.url(), two.url(), "http://127.0.0.1:1")) {
            assertThat(known.upstream.configured()).isTrue();
            assertThat(IntStream.range(0, 4)
                            .mapToObj(turn -> known.upstream
                                    .node(turn)
                                    .orElseThrow()
                                    .dialect()
                                    .line()))
                    .containsExactly("1.2", "2.x", "1.2", "2.x");
            one.kill().await();
            waitFor(known.watch.probeNow(known.node().node()));
            assertThat(known.node().dialect().line()).isEqualTo("2.x");
            two.kill().await();
            waitFor(known.watch.probeNow(known.node().node()));
            assertThat(known.upstream.node(1))
                    .as("better an old dialect than none")
                    .isPresent();
        }
    }

    @Test
    void whoIsNeededAndNotKnownYetIsAskedBeforeItsTime() {
        Simulator simulator = simulators.start(Profile.V2_2_5);
        simulator.kill().await();
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            assertThat(known.upstream.node(0)).isEmpty();
            simulator.restart(SimulatorOptions.of(Profile.V2_2_5)).await();
            await().until(() -> known.upstream.node(0).isPresent());
        }
    }

    @Test
    void withoutAddressesThereIsNoNode() {
        try (KnownUpstream known = KnownUpstream.of(vertx)) {
            assertThat(known.upstream.configured()).isFalse();
            assertThat(known.upstream.node(0)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyLineThreeForgetsBindings(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
            calls.group("g1", "u1");
            JsonObject bound =
                    new JsonObject().put("uid", "u1").put("channel_id", "g1").put("channel_type", 2);
            calls.post("/message/cmd/bind", bound);
            boolean three = profile == Profile.V3;
            JsonObject sync = new JsonObject().put("uid", "u1").put("limit", 10);
            assertThat(calls.post("/message/sync", sync))
                    .as("a binding to a group that never had a command")
                    .isEqualTo(three ? 400 : 200);
            assertThat(waitFor(known.upstream.unbind(known.node(), "u1", GROUP)))
                    .isEqualTo(three);
            assertThat(calls.post("/message/sync", sync)).isEqualTo(200);
        }
    }
}
