package io.wkgate.upstream;

import static io.wkgate.upstream.SentBody.fromSystemDevice;
import static io.wkgate.upstream.SentBody.naming;
import static io.wkgate.upstream.SentBody.plain;
import static io.wkgate.upstream.SentBody.toChannel;
import static io.wkgate.upstream.SentBody.toSubscribers;
import static io.wkgate.upstream.StepRunner.bound;
import static io.wkgate.upstream.StepRunner.group;
import static io.wkgate.upstream.StepRunner.kinds;
import static io.wkgate.upstream.StepRunner.persons;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: on v3 who is online is named first, for a channel send alone answers with success and reaches nobody; and
 * of all answers with status 200 only reason 1 is success.
 */
class RevokeOnLineThreeTest {

    private final RecordedStubs server = RecordedStubs.of("v3-20260823");
    private final StepRunner runner = new StepRunner(server.url());
    private final V3 dialect = new V3();

    @AfterEach
    void stop() {
        runner.close();
        server.close();
    }

    @Test
    void aGroupsMembersAreNamedThenTheChannelKeepsIt() {
        assertThat(dialect.wantsMembers(group())).isTrue();
        RevokePlan plan = dialect.plan(group("u2", "u1", "u2"));
        assertThat(kinds(plan.steps())).containsExactly("online-1", "channel");
        assertThat(plan.confirmation()).isEqualTo(Confirmation.BY_ANSWER);
        assertThat(plan.notes()).as("not bound").singleElement().asString().contains("offline");
        assertThat(runner.run(plan)).hasSize(2).allMatch(StepOutcome.Done.class::isInstance);
        assertThat(server.sent())
                .extracting(RecordedStubs::plain)
                .containsExactly(
                        fromSystemDevice(toSubscribers(naming(1, "g1", 2), "u1", "u2"), "u1"),
                        fromSystemDevice(toChannel(naming(0, "g1", 2), "g1", 2), "u1"));
    }

    @Test
    void bothPersonsAreNamedEachWithItsOwnNameOfTheChannel() {
        assertThat(dialect.wantsMembers(persons())).isFalse();
        RevokePlan plan = dialect.plan(persons());
        assertThat(kinds(plan.steps())).containsExactly("online-1", "online-2", "channel");
        assertThat(plan.confirmation()).isEqualTo(Confirmation.BY_ANSWER);
        assertThat(runner.run(plan)).hasSize(3).allMatch(StepOutcome.Done.class::isInstance);
        assertThat(server.sent())
                .extracting(RecordedStubs::plain)
                .containsExactly(
                        fromSystemDevice(toSubscribers(naming(1, "u2", 1), "u1"), "u1"),
                        fromSystemDevice(toSubscribers(naming(1, "u1", 1), "u2"), "u1"),
                        fromSystemDevice(toChannel(plain(0), "u2", 1), "u1"));
    }

    @Test
    void withoutMembersItIsSentAndNothingIsPromised() {
        RevokePlan plan = dialect.plan(group());
        assertThat(kinds(plan.steps())).containsExactly("online-1", "channel");
        assertThat(plan.steps().get(0).request())
                .as("the sender and who revokes")
                .contains("\"u1\"");
        assertThat(plan.confirmation()).isEqualTo(Confirmation.NONE);
        assertThat(plan.notes()).hasSize(2);
        assertThat(plan.notes().get(0)).contains("online");
    }

    @Test
    void manyMembersAreNamedInSeveralSendsThatAreTheSameForEveryAttempt() {
        String[] members =
                IntStream.range(0, 1201).mapToObj(number -> "u" + number).toArray(String[]::new);
        List<RevokeStep> steps = dialect.plan(group(members)).steps();
        assertThat(kinds(steps)).containsExactly("online-1", "online-2", "online-3", "channel");
        assertThat(runner.run(steps.get(2))).isInstanceOf(StepOutcome.Done.class);
        assertThat(server.sent().get(0).getJsonArray("subscribers")).hasSize(201);
        assertThat(steps.get(0).request().length()).isLessThanOrEqualTo(4096);
    }

    /** What is done for some is not done for others: between two attempts members come and go. */
    @Test
    void aStepIsCalledByWhomItNames() {
        String[] members =
                IntStream.range(1000, 1501).mapToObj(number -> "u" + number).toArray(String[]::new);
        List<String> names = names(bound(group(members)));
        assertThat(names)
                .allMatch(name -> name.length() <= 32)
                .element(1)
                .asString()
                .matches("online-2-[0-9a-f]{12}");
        Collections.reverse(Arrays.asList(members));
        assertThat(names(bound(group(members)))).as("in any order").isEqualTo(names);
        List<String> oneLeft = names(bound(group(Arrays.copyOf(members, 500))));
        assertThat(oneLeft).hasSize(3);
        assertThat(names).as("the one who moved up is not done").doesNotContain(oneLeft.get(0), oneLeft.get(1));
    }

    private List<String> names(RevokeOrder order) {
        return dialect.plan(order).steps().stream().map(RevokeStep::name).toList();
    }

    @Test
    void aMessageOfTheSystemIsRevokedByTheSystem() {
        RevokeOrder order =
                new RevokeOrder(StepRunner.MESSAGE, "", ChannelKey.of(1, "u1", ""), "admin", List.of(), 0, false);
        List<RevokeStep> steps = dialect.plan(order).steps();
        assertThat(kinds(steps)).containsExactly("online-1", "channel");
        assertThat(steps).allMatch(step -> step.request().contains("\"from_uid\":\"____system\""));
        assertThat(steps.get(1).request()).contains("\"channel_id\":\"u1\"");
        RevokeOrder inGroup =
                new RevokeOrder(StepRunner.MESSAGE, "", StepRunner.GROUP, "admin", List.of("u1"), 0, false);
        assertThat(dialect.plan(inGroup).steps())
                .allMatch(step -> step.request().contains("\"from_uid\":\"____system\""));
    }

    @ParameterizedTest
    @CsvSource({
        "3, is no member",
        "4, blacklist",
        "5, no such channel",
        "13, whitelist",
        "19, banned",
        "77, reason 77",
        "0, reason 0"
    })
    void status200WithAnotherReasonIsRefusedAndSaysWhy(int reason, String meaning) {
        server.always("/message/send", 200, "{\"message_id\":0,\"message_seq\":0,\"reason\":" + reason + "}");
        for (RevokeStep step : dialect.plan(group("u1")).steps()) {
            assertThat(runner.run(step)).isInstanceOfSatisfying(StepOutcome.Refused.class, refused -> {
                assertThat(refused.reason()).contains(meaning).startsWith("reason " + reason);
                assertThat(refused.answer()).startsWith("200 {\"message_id\":0");
            });
        }
    }

    /** As its source names them: what another node, or the same one a moment later, may take. */
    @ParameterizedTest
    @CsvSource({"10", "15", "17", "18", "22"})
    void whatMayBeOverTheNextTimeIsTriedAgain(int reason) {
        server.always("/message/send", 200, "{\"message_id\":0,\"message_seq\":0,\"reason\":" + reason + "}");
        for (RevokeStep step : dialect.plan(group("u1")).steps()) {
            assertThat(runner.run(step))
                    .isInstanceOfSatisfying(
                            StepOutcome.TryAgain.class,
                            again -> assertThat(again.reason()).startsWith("reason " + reason + ": "));
        }
    }

    @Test
    void aDisbandedGroupEndsWithTheOnlineStepAlone() {
        server.always("/message/send", 200, "{\"message_id\":0,\"message_seq\":0,\"reason\":24}");
        List<StepOutcome> outcomes = runner.run(dialect.plan(group("u1")));
        assertThat(outcomes.get(0)).isInstanceOf(StepOutcome.Refused.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        StepOutcome.Skipped.class,
                        skipped -> assertThat(skipped.notes())
                                .singleElement()
                                .asString()
                                .contains("disbanded"));
    }

    @Test
    void aChannelThatIsNotThereIsRecordedAsRefused() {
        RevokeOrder order =
                new RevokeOrder(StepRunner.MESSAGE, "u1", new ChannelKey(2, "g@1#&"), "admin", List.of(), 0, false);
        JsonObject recorded = RecordedStubs.answer("v3-20260823", "special-char");
        server.always("/message/send", recorded.getInteger("status"), recorded.getString("body"));
        assertThat(runner.run(dialect.plan(order)))
                .last()
                .isInstanceOfSatisfying(
                        StepOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("reason 5"));
    }

    @Test
    void membersAreBoundOnlyWhenOrderedBetweenTheSends() {
        server.always("/message/cmd/bind", 200, "{\"status\":200}");
        List<RevokeStep> steps = dialect.plan(bound(group("u1", "u2"))).steps();
        assertThat(kinds(steps)).containsExactly("online-1", "bind", "channel");
        assertThat(steps.get(1).bindings()).containsExactly("u1", "u2");
        assertThat(steps.get(0).bindings()).isEmpty();
        assertThat(runner.run(steps.get(1))).isInstanceOf(StepOutcome.Done.class);
        assertThat(server.sent("/message/cmd/bind")).containsExactly(binding("u1", "g1", 2), binding("u2", "g1", 2));
    }

    @Test
    void whereNobodyIsKnownWhoCouldBeBoundTheAnswerSaysSo() {
        RevokePlan plan = dialect.plan(bound(group()));
        assertThat(kinds(plan.steps())).containsExactly("online-1", "channel");
        assertThat(plan.notes()).anyMatch(note -> note.contains("for who is offline"));
    }

    @Test
    void personsAreBoundByTheJoinedIdForThePeersUidBreaksTheirSync() {
        server.always("/message/cmd/bind", 200, "{\"status\":200}");
        List<RevokeStep> steps = dialect.plan(bound(persons())).steps();
        assertThat(runner.run(steps.get(2))).isInstanceOf(StepOutcome.Done.class);
        assertThat(server.sent("/message/cmd/bind"))
                .containsExactlyInAnyOrder(binding("u1", "u2@u1", 1), binding("u2", "u2@u1", 1));
    }

    @Test
    void aBindingThatIsRefusedEndsTheStep() {
        server.always("/message/cmd/bind", 400, "{\"msg\":\"uid、channel_id和channel_type不能为空！\",\"status\":400}");
        assertThat(runner.run(dialect.plan(bound(group("u1", "u2"))).steps().get(1)))
                .isInstanceOf(StepOutcome.Refused.class);
        assertThat(server.sent("/message/cmd/bind")).hasSize(1);
    }

    private static JsonObject binding(String uid, String channelId, int channelType) {
        return new JsonObject().put("uid", uid).put("channel_id", channelId).put("channel_type", channelType);
    }
}
