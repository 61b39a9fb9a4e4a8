package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Vertx;
import io.wkgate.event.ChannelKey;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: a channel's members are told where upstream tells them, on v3 by its manager listener. A group that it does
 * not know has none; but an answer that does not tell them is a failure, and no group without members.
 */
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
            assertThat(failure(known)).isEqualTo(new Failed("token missing or wrong (status 401)", true));
        }
    }

    private record Failed(String description, boolean refused) {}

    private static Failed failure(KnownUpstream known) {
        UpstreamFailure failure = UpstreamFailure.of(
                catchThrowable(() -> known.upstream.members(known.node(), GROUP).await(30, TimeUnit.SECONDS)));
        return new Failed(failure.description(), failure.refused());
    }

    @Test
    void whatTheManagerDoesNotTellIsAFailure() {
        String route = "GET /manager/channels/2/g1/subscribers";
        FakeServer manager = FakeServer.start(vertx);
        Simulator simulator = simulators.start(Profile.V3);
        try (KnownUpstream known = KnownUpstream.withManager(
                vertx, simulator.url(), "pass", manager.url().base())) {
            assertThat(waitFor(known.upstream.members(known.node(), GROUP)))
                    .as("no such route, or no such group")
                    .isEmpty();
            manager.on(route, 400, "{\"error\":\"bad_request\",\"message\":\"invalid business channel request\"}");
            assertThat(waitFor(known.upstream.members(known.node(), GROUP))).isEmpty();
            manager.on(route, 503, "{\"error\":\"service_unavailable\"}");
            assertThat(failure(known)).isEqualTo(new Failed("status 503", false));
            manager.on(route, 403, "{\"error\":\"forbidden\"}");
            assertThat(failure(known)).isEqualTo(new Failed("status 403", true));
            for (String unreadable : List.of("<html>", "{}", "{\"items\":[null]}", "{\"items\":[{}]}", "[\"u1\"]")) {
                manager.on(route, 200, unreadable);
                assertThat(failure(known))
                        .as(unreadable)
                        .isEqualTo(new Failed("the answer is no list of members", false));
            }
        }
        try (KnownUpstream known = KnownUpstream.withManager(vertx, simulator.url(), "pass", "http://127.0.0.1:1")) {
            assertThat(failure(known)).isEqualTo(new Failed("no connection", false));
        }
    }

    @Test
    void whatVersionTwoDoesNotTellIsAFailure() {
        String route = "GET /cluster/channels/g1/2/subscribers";
        FakeServer server = FakeServer.recorded(vertx, "v2.0.10");
        try (KnownUpstream known = KnownUpstream.of(vertx, server.url().base())) {
            assertThat(waitFor(known.upstream.members(known.node(), GROUP)))
                    .as("no such route")
                    .isEmpty();
            server.on(route, 200, "[]");
            assertThat(waitFor(known.upstream.members(known.node(), GROUP))).isEmpty();
            // What it answers while it knows no leader for the channel (source: subscribersGet).
            server.on(route, 400, "{\"msg\":\"slot leader not found\",\"status\":400}");
            assertThat(failure(known)).isEqualTo(new Failed("status 400", false));
            server.on(route, 500, "");
            assertThat(failure(known)).isEqualTo(new Failed("status 500", false));
            for (String unreadable : List.of("<html>", "{\"status\":200}", "[1]")) {
                server.on(route, 200, unreadable);
                assertThat(failure(known))
                        .as(unreadable)
                        .isEqualTo(new Failed("the answer is no list of members", false));
            }
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
