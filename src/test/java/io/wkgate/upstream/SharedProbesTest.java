package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: of replicas on one database one asks WuKongIM, and the others know the same as if they had asked; whoever
 * cannot ask, or dies, takes nothing of that away from them.
 */
@ExtendWith(DatabaseServerExtension.class)
class SharedProbesTest {

    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final Duration RARELY = Duration.ofHours(1);
    private static final int ROUND = ProbeRoute.values().length;

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ConnectionDetails details;
    private Simulator simulator;
    private ReplicaFront front;
    private SharingReplica one;
    private SharingReplica other;

    @BeforeEach
    void open(ConnectionDetails database) {
        details = database;
        new Migrations(DatabaseUrl.parse(TestGateway.url(database)), LayoutName.NATIVE, Duration.ofSeconds(10)).run();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        front.close();
        EndOf.vertx(vertx);
    }

    private void upstream(Profile profile) {
        simulator = Simulator.start(vertx, SimulatorOptions.of(profile)).await();
        front = new ReplicaFront(simulator.url());
    }

    private void upgrade(Profile profile) {
        simulator.kill().await();
        simulator.restart(SimulatorOptions.of(profile)).await();
    }

    private SharingReplica start(String user, Duration interval) {
        return start(user, interval, details);
    }

    private SharingReplica start(String user, Duration interval, ConnectionDetails database) {
        SharingReplica replica = new SharingReplica(database, front.url(user), interval);
        open.add(replica);
        return replica;
    }

    private SharingReplica startKnown(String user, Duration interval) {
        SharingReplica replica = start(user, interval);
        await().until(() -> replica.is(NodeStatus.State.KNOWN));
        return replica;
    }

    /** One that has asked, and one that has heard of it. */
    private void startTwo(Profile profile, Duration interval) {
        upstream(profile);
        one = startKnown("one", interval);
        awaitRow();
        other = startKnown("other", interval);
    }

    /** So many more rounds were asked by it. */
    private void awaitRounds(String user, int rounds) {
        int before = front.calls(user);
        await().until(() -> front.calls(user) >= before + rounds * ROUND);
    }

    private void awaitRow() {
        await().until(() -> Sql.number(details, "SELECT COUNT(*) FROM wkgate_probe") == 1);
    }

    private void leaseEnds() throws Exception {
        Sql.run(
                details,
                "UPDATE wkgate_lease SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE name = 'upstream-probe'");
    }

    private String holder() throws Exception {
        List<String> holders = Sql.column(
                details,
                "SELECT LOWER(HEX(holder)) FROM wkgate_lease WHERE name = 'upstream-probe' AND holder IS NOT NULL");
        return String.join("", holders);
    }

    private static String hex(SharingReplica replica) {
        return replica.id.toString().replace("-", "");
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_2_6", "V2_0_4", "V3"})
    void oneAsksAndTheOtherKnowsTheSame(Profile profile) {
        startTwo(profile, OFTEN);
        Instant first = other.status().latest().orElseThrow().probedAt();
        awaitRounds("one", 3);
        await().until(() -> other.status().latest().orElseThrow().probedAt().isAfter(first));
        assertThat(front.calls("other")).isZero();
        UpstreamReport told = other.status().known().orElseThrow();
        UpstreamReport asked = one.status().known().orElseThrow();
        assertThat(told)
                .usingRecursiveComparison()
                .ignoringFields("node", "probedAt")
                .isEqualTo(asked);
        assertThat(told.dialect()).isEqualTo(asked.dialect());
        assertThat(told.node()).isEqualTo(other.node());
        assertThat(StatusJson.of(other.status()).getString("probed_by")).isEqualTo(one.id.toString());
        assertThat(StatusJson.of(one.status()).getString("probed_by")).isEqualTo(one.id.toString());
        assertThat(other.registry.get("wkgate.upstream.reachable").gauge().value())
                .isEqualTo(1);
        assertThat(other.told).hasSizeGreaterThan(1);
    }

    @Test
    void anUpgradeThatOneFindsIsLoggedOnceByEach() {
        startTwo(Profile.V2_2_5, RARELY);
        upgrade(Profile.V3);
        int asked = front.calls("one");
        try (LogCapture lines = LogCapture.open()) {
            // As a revoke whose answer does not fit has it asked.
            assertThat(StepRunner.waitFor(other.watch.probeNow(other.node()))
                            .known()
                            .orElseThrow()
                            .line())
                    .isEqualTo("3.x");
            await().until(() -> one.line().equals("3.x"));
            assertThat(lines.lines())
                    .filteredOn(line -> line.contains("has changed"))
                    .hasSize(2);
        }
        assertThat(front.calls("one")).isEqualTo(asked);
        assertThat(one.registry.get("wkgate.upstream.dialect.changes").counter().count())
                .isEqualTo(1);
    }

    @Test
    void whoDiesIsFollowedByTheOther() throws Exception {
        startTwo(Profile.V2_0_10, OFTEN);
        one.die();
        await().during(OFTEN.multipliedBy(5)).until(() -> front.calls("other") == 0);
        leaseEnds();
        awaitRounds("other", 2);
        assertThat(other.is(NodeStatus.State.KNOWN)).isTrue();
        assertThat(holder()).isEqualTo(hex(other));
    }

    @Test
    void whoDrainsLeavesItToTheOtherAtOnceAndStillAsksWhatDoesNotFit() throws Exception {
        startTwo(Profile.V2_0_10, OFTEN);
        StepRunner.waitFor(one.watch.drain());
        awaitRounds("other", 2);
        assertThat(holder()).isEqualTo(hex(other));
        int asked = front.calls("one");
        StepRunner.waitFor(one.watch.probeNow(one.node()));
        assertThat(front.calls("one")).isEqualTo(asked + ROUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23})
    void whoStartsWhileUpstreamIsAwayKnowsHowToSpeakToIt(int hoursAgo) throws Exception {
        upstream(Profile.V2_0_4);
        one = startKnown("one", RARELY);
        awaitRow();
        one.close();
        Sql.run(
                details,
                "UPDATE wkgate_probe SET probed_at = probed_at - INTERVAL %1$d HOUR, known_at = known_at - INTERVAL %1$d HOUR"
                        .formatted(hoursAgo));
        simulator.kill().await();
        leaseEnds();
        other = start("other", RARELY);
        await().until(() -> other.is(NodeStatus.State.UNREACHABLE));
        assertThat(other.status().known().orElseThrow().dialect()).isEqualTo(new V2(false, true, false));
        // And tells the next one no less.
        await().until(() ->
                Sql.column(details, "SELECT finding FROM wkgate_probe").get(0).contains("unreachable"));
        other.close();
        SharingReplica third = start("third", RARELY);
        await().until(() -> third.is(NodeStatus.State.UNREACHABLE));
        assertThat(third.line()).isEqualTo("2.x");
    }

    @Test
    void whatIsOlderThanADayIsNotBelieved() throws Exception {
        upstream(Profile.V2_0_4);
        one = startKnown("one", RARELY);
        awaitRow();
        one.close();
        Sql.run(details, "UPDATE wkgate_probe SET probed_at = probed_at - INTERVAL 25 HOUR");
        simulator.kill().await();
        leaseEnds();
        other = start("other", RARELY);
        await().until(() -> other.is(NodeStatus.State.UNREACHABLE));
        assertThat(other.status().known()).isEmpty();
    }

    @Test
    void anAddressThatNobodyAsksAnyMoreIsForgottenAfterADay() throws Exception {
        upstream(Profile.V2_0_4);
        Sql.run(
                details,
                "INSERT INTO wkgate_probe (node, probed_at, probed_by, finding) VALUES"
                        + " ('http://old:5001', UTC_TIMESTAMP(3) - INTERVAL 25 HOUR, REPEAT('x', 16), '{}'),"
                        + " ('http://new:5001', UTC_TIMESTAMP(3) - INTERVAL 23 HOUR, REPEAT('x', 16), '{}')");
        one = startKnown("one", OFTEN);
        await().untilAsserted(() -> assertThat(Sql.column(details, "SELECT node FROM wkgate_probe"))
                .containsExactlyInAnyOrder("http://new:5001", one.node().url().base()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "known = REPLACE(known, '\"format\":1', '\"format\":2')",
                "finding = REPLACE(finding, '\"format\":1', '\"format\":2')",
                "known = NULL"
            })
    void whatAnotherVersionWritesIsIgnoredAndAskedFor(String change) throws Exception {
        upstream(Profile.V2_2_5);
        one = startKnown("one", RARELY);
        awaitRow();
        one.die();
        Sql.run(details, "UPDATE wkgate_probe SET " + change);
        try (LogCapture lines = LogCapture.open()) {
            // The turn is still the other's.
            other = startKnown("other", OFTEN);
            assertThat(front.calls("other")).isPositive();
            assertThat(other.status().probedBy()).contains(other.id);
            assertThat(lines.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void withoutTheDatabaseEverybodyAsks() {
        upstream(Profile.V1_2_6);
        TcpProxy proxy = TcpProxy.start(vertx, details.host(), details.port());
        startKnown("one", OFTEN);
        awaitRow();
        other = start("other", OFTEN, proxy.through(details));
        await().until(() -> other.is(NodeStatus.State.KNOWN));
        assertThat(front.calls("other")).isZero();
        proxy.refuse(true);
        proxy.cutConnections();
        awaitRounds("other", 3);
        proxy.refuse(false);
        await().until(() -> {
            int asked = front.calls("other");
            awaitRounds("one", 3);
            return front.calls("other") == asked;
        });
    }

    @Test
    void whoCannotReachItLeavesTheTurnToOneWhoCan() throws Exception {
        startTwo(Profile.V2_2_5, OFTEN);
        front.cut("one");
        await().until(() -> one.is(NodeStatus.State.UNREACHABLE));
        await().until(() -> holder().equals(hex(other)));
        awaitRounds("other", 3);
        // What it hears does not make it think that it can speak to it.
        assertThat(one.told).extracting(NodeStatus::state).endsWith(NodeStatus.State.UNREACHABLE);
        assertThat(one.line()).isEqualTo("2.x");
        assertThat(other.told).extracting(NodeStatus::state).containsOnly(NodeStatus.State.KNOWN);
        front.mend();
        await().until(() -> one.is(NodeStatus.State.KNOWN));
        assertThat(holder()).isEqualTo(hex(other));
    }

    @Test
    void whoFindsThatItCannotReachItIsNotBelievedByOthers() throws Exception {
        startTwo(Profile.V2_2_5, OFTEN);
        front.cut("other");
        assertThat(StepRunner.waitFor(other.watch.probeNow(other.node())).state())
                .isEqualTo(NodeStatus.State.UNREACHABLE);
        awaitRounds("one", 3);
        assertThat(other.is(NodeStatus.State.UNREACHABLE)).isTrue();
        assertThat(one.told).extracting(NodeStatus::state).containsOnly(NodeStatus.State.KNOWN);
        assertThat(holder()).isEqualTo(hex(one));
    }

    @Test
    void whoCouldNotReachItAsksAsSoonAsAnotherCan() {
        startTwo(Profile.V2_2_5, RARELY);
        simulator.kill().await();
        assertThat(StepRunner.waitFor(other.watch.probeNow(other.node())).state())
                .isEqualTo(NodeStatus.State.UNREACHABLE);
        await().until(() -> one.is(NodeStatus.State.UNREACHABLE));
        simulator.restart().await();
        int asked = front.calls("one");
        StepRunner.waitFor(other.watch.probeNow(other.node()));
        // Long before its interval, and by its own answer.
        await().until(() -> one.is(NodeStatus.State.KNOWN));
        assertThat(front.calls("one")).isEqualTo(asked + ROUND);
        assertThat(one.status().probedBy()).contains(one.id);
    }

    @Test
    void anOutageIsFoundByAllAndItsEndToo() {
        startTwo(Profile.V2_2_5, OFTEN);
        simulator.kill().await();
        await().until(() -> one.is(NodeStatus.State.UNREACHABLE) && other.is(NodeStatus.State.UNREACHABLE));
        simulator.restart().await();
        await().until(() -> one.is(NodeStatus.State.KNOWN) && other.is(NodeStatus.State.KNOWN));
    }
}
