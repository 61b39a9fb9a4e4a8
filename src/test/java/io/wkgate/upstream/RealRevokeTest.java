package io.wkgate.upstream;

import io.vertx.core.Vertx;
import io.wkgate.chat.ChatClient;
import io.wkgate.outage.RealUpstream;
import io.wkgate.testing.EndOf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: on every real server a plan's steps are answered as the dialect expects, everybody who is online is told with
 * the right channel, what is to be echoed is, and afterwards /message/sync still answers everybody.
 */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class RealRevokeTest {

    private final Vertx vertx = Vertx.vertx();
    private final EchoReceiver echoes = new EchoReceiver(vertx);

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    /** Only version 3 has a manager listener. */
    private KnownUpstream known(RealUpstream server) {
        return server.manager()
                .map(manager -> KnownUpstream.withManager(vertx, server.api(), "", manager))
                .orElseGet(() -> KnownUpstream.of(vertx, server.api()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void revokesReachWhomTheyPromise(String version) {
        try (RealUpstream server = RealUpstream.start(version, echoes.url());
                KnownUpstream known = known(server)) {
            RealServerCalls calls = new RealServerCalls(vertx, server.api());
            List.of(RevokeScenes.USERS).forEach(calls::user);
            List<ChatClient> online = List.of("u1", "u2", "u3").stream()
                    .map(uid -> ChatClient.connect(server.webSocket(), uid, "t", ChatClient.APP))
                    .toList();
            RevokeScenes scenes = new RevokeScenes(known, calls, online, echoes);
            try {
                scenes.everyMemberOfAGroup();
                scenes.aGroupWhoseSenderIsMutedOrGone();
                scenes.bothPersons();
                scenes.aPersonWhoBlocksTheSender();
                scenes.aDisbandedGroup();
                scenes.aLargeGroup();
                scenes.whatIsLookedUp();
                scenes.whoIsBound();
            } finally {
                online.forEach(ChatClient::close);
            }
            for (String uid : RevokeScenes.USERS) {
                calls.sync(uid);
            }
        }
    }
}
