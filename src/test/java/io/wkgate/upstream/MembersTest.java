package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wkgate.event.ChannelKey;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: a channel's members are told where upstream tells them, on v3 by its manager listener, and asking never fails. */
class MembersTest {

    private static final ChannelKey GROUP = new ChannelKey(2, "g1");

    @RegisterExtension
    final Simulators simulators = new Simulators();

    private final Vertx vertx = simulators.vertx();

    @ParameterizedTest
    @EnumSource
    void membersAreToldWhereTheLineTellsThem(Profile profile) {
        Simulator simulator = simulators.start(profile);
        try (KnownUpstream known = KnownUpstream.of(vertx, simulator.url())) {
            new SimulatorCalls(vertx, simulator).group("g/1 ü", "u1", "u2");
            List<String> members = waitFor(known.upstream.members(known.node(), new ChannelKey(2, "g/1 ü")));
            assertThat(members)
                    .isEqualTo(known.node().dialect().line().equals("2.x") ? List.of("u1", "u2") : List.of());
            assertThat(waitFor(known.upstream.members(known.node(), StepRunner.PERSONS)))
                    .containsExactlyInAnyOrder("u1", "u2");
            assertThat(waitFor(known.upstream.members(known.node(), new ChannelKey(2, "none"))))
                    .isEmpty();
        }
    }

    @Test
    void theManagerIsLoggedInToAndAgainWhenItsTokenIsRefused() {
        Simulator simulator = simulators.start(Profile.V3);
        SimulatorCalls calls = new SimulatorCalls(vertx, simulator);
        String[] uids = IntStream.range(0, 450).mapToObj(number -> "u" + number).toArray(String[]::new);
        calls.group("g1", uids);
        String old = simulator.managerUrl();
        try (KnownUpstream known = KnownUpstream.withManager(vertx, simulator.url(), "a1234567", old)) {
            assertThat(waitFor(known.upstream.members(known.node(), GROUP))).containsExactlyInAnyOrder(uids);
        }
        try (KnownUpstream known = KnownUpstream.withManager(vertx, simulator.url(), "wrong", old)) {
            assertThat(waitFor(known.upstream.members(known.node(), GROUP))).isEmpty();
        }
    }

    @Test
    void aTokenThatRanOutIsRenewed() {
        FakeServer manager = FakeServer.start(vertx)
                .on("POST /manager/login", 200, "{\"access_token\":\"geheim-2\"}")
                .on("GET /manager/channels/2/g1/subscribers", 200, "{\"items\":[{\"uid\":\"u1\"}],\"has_more\":false}");
        Simulator simulator = simulators.start(Profile.V3);
        try (KnownUpstream known = KnownUpstream.withManager(
                vertx,
                simulator.url(),
                "pass",
                "http://127.0.0.1:1",
                manager.url().base())) {
            assertThat(waitFor(known.upstream.members(known.node(), GROUP))).containsExactly("u1");
            assertThat(manager.requests())
                    .as("no login where none is asked for")
                    .hasSize(1);
            manager.once("GET /manager/channels/2/g1/subscribers", 401, "{\"error\":\"unauthorized\"}");
            assertThat(waitFor(known.upstream.members(known.node(), GROUP))).containsExactly("u1");
            assertThat(manager.requests())
                    .filteredOn("POST /manager/login"::equals)
                    .hasSize(1);
            assertThat(manager.headers().get(manager.headers().size() - 1).get("Authorization"))
                    .isEqualTo("Bearer geheim-2");
            assertThat(manager.headers()).noneMatch(headers -> headers.contains("token"));
        }
    }
}
