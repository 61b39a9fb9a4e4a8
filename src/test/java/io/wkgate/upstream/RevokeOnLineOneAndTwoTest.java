package io.wkgate.upstream;

import static io.wkgate.upstream.SentBody.from;
import static io.wkgate.upstream.SentBody.naming;
import static io.wkgate.upstream.SentBody.plain;
import static io.wkgate.upstream.SentBody.toChannel;
import static io.wkgate.upstream.SentBody.toSubscribers;
import static io.wkgate.upstream.StepRunner.group;
import static io.wkgate.upstream.StepRunner.kinds;
import static io.wkgate.upstream.StepRunner.persons;
import static io.wkgate.upstream.StepRunner.unconfirmed;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: on v1 and v2 a revoke is exactly the send that reaches everybody, and success is only what the recorded
 * server of that line answers for success.
 */
class RevokeOnLineOneAndTwoTest {

    private static Dialect dialect(String version) {
        return version.startsWith("v1") ? new V1() : new V2(!version.equals("v2.0.4"), true, version.equals("v2.2.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5"})
    void aGroupIsToldByTheSystemForNobodyElseIsNeverDropped(String version) {
        try (RecordedStubs server = RecordedStubs.of(version);
                StepRunner runner = new StepRunner(server.url())) {
            RevokePlan plan = dialect(version).plan(group());
            assertThat(kinds(plan.steps())).containsExactly("channel");
            assertThat(plan.confirmation())
                    .isEqualTo(version.startsWith("v1") ? Confirmation.BY_ANSWER : Confirmation.BY_ECHO);
            assertThat(runner.run(plan)).singleElement().isInstanceOf(StepOutcome.Done.class);
            assertThat(server.sent())
                    .extracting(RecordedStubs::plain)
                    .containsExactly(toChannel(naming(0, "g1", 2), "g1", 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5"})
    void aPersonIsToldByTheSenderAndEachSidesPacketNamesItsChannel(String version) {
        try (RecordedStubs server = RecordedStubs.of(version);
                StepRunner runner = new StepRunner(server.url())) {
            assertThat(runner.run(dialect(version).plan(persons())))
                    .singleElement()
                    .isInstanceOf(StepOutcome.Done.class);
            assertThat(server.sent())
                    .extracting(RecordedStubs::plain)
                    .containsExactly(toChannel(from(plain(0), "u1"), "u2", 1));
        }
    }

    @Test
    void aLargeGroupOfLineOneIsToldWithoutKeepingAndTheCallerKnows() {
        try (RecordedStubs server = RecordedStubs.of("v1.2.6");
                StepRunner runner = new StepRunner(server.url())) {
            ChannelKey large = new ChannelKey(2, "large");
            server.onSend(
                    toChannel(naming(0, "large", 2), "large", 2),
                    400,
                    "{\"msg\":\"超大群不支持发送SyncOnce类型消息！\",\"status\":400}");
            JsonObject kept = RecordedStubs.answer("v1.2.6", "cmd-group-nopersist");
            server.onSend(toChannel(naming(1, "large", 2), "large", 2), 200, kept.getString("body"));
            RevokeOrder order = new RevokeOrder(StepRunner.MESSAGE, "u1", large, "admin", List.of(), 0, false);

            StepOutcome outcome = runner.run(new V1().plan(order)).get(0);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            StepOutcome.Done.class,
                            done -> assertThat(done.notes())
                                    .singleElement()
                                    .asString()
                                    .contains("large group", "offline"));
            assertThat(outcome.answer()).contains("400 {\"msg\":\"超大群", "\n200 {\"data\"");
            assertThat(server.sent())
                    .extracting(body -> body.getString("client_msg_no"))
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.0.4", "v2.0.10", "v2.2.5"})
    void afterTwoRoundsWithoutAnEchoTheMembersAreNamed(String version) {
        try (RecordedStubs server = RecordedStubs.of(version);
                StepRunner runner = new StepRunner(server.url())) {
            Dialect dialect = dialect(version);
            assertThat(dialect.wantsMembers(unconfirmed(group(), 1))).isEqualTo(version.equals("v2.0.10"));
            assertThat(dialect.wantsMembers(unconfirmed(group(), 2))).isTrue();
            RevokePlan plan = dialect.plan(unconfirmed(group("u2", "u1"), 2));
            assertThat(plan.confirmation()).isEqualTo(Confirmation.BY_ECHO);
            assertThat(runner.run(plan)).singleElement().isInstanceOf(StepOutcome.Done.class);
            assertThat(server.sent())
                    .extracting(RecordedStubs::plain)
                    .containsExactly(toSubscribers(naming(0, "g1", 2), "u1", "u2"));
            assertThat(dialect.plan(unconfirmed(group(), 2)).steps())
                    .as("members unknown")
                    .extracting(RevokeStep::name)
                    .containsExactly("channel");
        }
    }

    @Test
    void versionTwoPointZeroPointTenIsToldTheMembersByNameAsWell() {
        try (RecordedStubs server = RecordedStubs.of("v2.0.10");
                StepRunner runner = new StepRunner(server.url())) {
            RevokePlan plan = dialect("v2.0.10").plan(unconfirmed(group("u1", "u2"), 0));

            assertThat(kinds(plan.steps())).containsExactly("subscribers-1", "channel");
            assertThat(plan.notes()).isEmpty();
            assertThat(runner.run(plan)).hasSize(2).allMatch(StepOutcome.Done.class::isInstance);
            assertThat(server.sent())
                    .extracting(RecordedStubs::plain)
                    .containsExactly(
                            toSubscribers(naming(0, "g1", 2), "u1", "u2"), toChannel(naming(0, "g1", 2), "g1", 2));
            assertThat(dialect("v2.0.10").plan(unconfirmed(group(), 0)).notes())
                    .as("members unknown")
                    .singleElement()
                    .asString()
                    .contains("in memory");
        }
    }

    @Test
    void thePersonsAreThenNamedEachWithItsOwnNameOfTheChannel() {
        try (RecordedStubs server = RecordedStubs.of("v2.0.4");
                StepRunner runner = new StepRunner(server.url())) {
            RevokePlan plan = new V2(false, true, false).plan(unconfirmed(persons(), 2));
            assertThat(kinds(plan.steps())).containsExactly("subscribers-1", "subscribers-2");
            assertThat(runner.run(plan)).allMatch(StepOutcome.Done.class::isInstance);
            assertThat(server.sent())
                    .extracting(RecordedStubs::plain)
                    .containsExactly(toSubscribers(naming(0, "u2", 1), "u1"), toSubscribers(naming(0, "u1", 1), "u2"));
        }
    }

    @ParameterizedTest
    @CsvSource({"v2.0.10", "v2.2.5"})
    void channelAndSubscribersTogetherAreRefusedSoNoPlanHasBoth(String version) {
        try (RecordedStubs server = RecordedStubs.of(version);
                StepRunner runner = new StepRunner(server.url())) {
            CommandSend both = CommandSend.revoke(StepRunner.MESSAGE)
                    .from("u1")
                    .toChannel(2, "g1")
                    .toSubscribers(List.of("u1", "u2"));
            RevokeStep step = RevokeStep.send("both", both, V2.TO_CHANNEL);
            assertThat(runner.run(step))
                    .isInstanceOfSatisfying(
                            StepOutcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("无法处理发送消息请求！"));
        }
        for (int rounds = 0; rounds < 4; rounds++) {
            assertThat(dialect(version)
                            .plan(unconfirmed(group("u1", "u2"), rounds))
                            .steps())
                    .noneMatch(step -> step.request().contains("subscribers\"")
                            && step.request().contains("\"channel_id"));
        }
    }

    @Test
    void oneselfIsToldInTheOwnChannel() {
        ChannelKey own = ChannelKey.of(1, "u1", "u1");
        RevokeOrder order = new RevokeOrder(StepRunner.MESSAGE, "u1", own, "u1", List.of(), 0, false);
        for (Dialect dialect : List.of(new V1(), new V2(false, true, false))) {
            assertThat(dialect.plan(order).steps())
                    .singleElement()
                    .extracting(RevokeStep::request)
                    .asString()
                    .contains("\"from_uid\":\"u1\"", "\"channel_id\":\"u1\"");
        }
        assertThat(new V2(false, true, false).plan(unconfirmed(order, 2)).steps())
                .hasSize(1);
    }

    @Test
    void theSystemsMessageToAUserIsRevokedByTheSystem() {
        ChannelKey withSystem = ChannelKey.of(1, "u1", "");
        RevokeOrder order = new RevokeOrder(StepRunner.MESSAGE, "", withSystem, "admin", List.of(), 0, false);
        for (Dialect dialect : List.of(new V1(), new V2(false, true, false))) {
            assertThat(dialect.plan(order).steps())
                    .singleElement()
                    .extracting(RevokeStep::request)
                    .asString()
                    .contains("\"channel_id\":\"u1\"")
                    .doesNotContain("from_uid");
        }
    }

    @Test
    void whereNobodyCanBeToldThePlanSaysSo() {
        RevokeOrder unresolved = new RevokeOrder(
                StepRunner.MESSAGE, "", new ChannelKey(1, ChannelKey.SYSTEM_UID), "admin", List.of(), 0, true);
        RevokeOrder stranger =
                new RevokeOrder(StepRunner.MESSAGE, "x9", StepRunner.PERSONS, "admin", List.of(), 3, true);
        for (Dialect dialect : List.of(new V1(), new V2(false, true, false), new V3())) {
            for (RevokeOrder order : List.of(unresolved, stranger)) {
                RevokePlan plan = dialect.plan(order);
                assertThat(plan.steps()).isEmpty();
                assertThat(plan.confirmation()).isEqualTo(Confirmation.NONE);
                assertThat(plan.notes()).hasSize(1);
            }
        }
    }
}
