package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.config.UpstreamUrl;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: an answer is success, trouble, a refusal or another line's, on every line alike; nothing that one line answers
 * is taken for another's.
 */
class StepOutcomeTest {

    private final RecordedStubs server = RecordedStubs.empty();
    private final StepRunner runner = new StepRunner(server.url());

    @AfterEach
    void stop() {
        runner.close();
        server.close();
    }

    private static Dialect dialect(String line) {
        return switch (line) {
            case "1.2" -> new V1();
            case "2.x" -> new V2(true, true, true);
            default -> new V3();
        };
    }

    private List<StepOutcome> answers(String line, int status, String body) {
        server.always("/message/send", status, body);
        return runner.run(dialect(line).plan(group("u1")));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, v2.0.4, cmd-group-nofrom",
        "1.2, v2.2.5, cmd-subs-nofrom",
        "1.2, v3-20260823, cmd-group",
        "1.2, v3-20260823, cmd-group-nofrom",
        "1.2, v3-20260823, messages-seqs",
        "2.x, v1.2.6, cmd-group-nofrom",
        "2.x, v3-20260823, cmd-group",
        "2.x, v3-20260823, cmd-group-nofrom",
        "2.x, v2.2.5, cmd-subs",
        "3.x, v1.2.6, cmd-group",
        "3.x, v2.0.4, cmd-group",
        "3.x, v2.2.5, cmd-subs",
        "3.x, v2.2.5, cmd-subs-and-channel",
        "3.x, v1.2.6, no-channel"
    })
    void whatAnotherLineAnswersDoesNotFit(String line, String version, String recorded) {
        JsonObject answer = RecordedStubs.answer(version, recorded);
        assertThat(answers(line, answer.getInteger("status"), answer.getString("body")))
                .isNotEmpty()
                .allMatch(StepOutcome.DoesNotFit.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "200, ''",
        "200, []",
        "200, <html>",
        "200, '{}'",
        "204, ''",
        "201, '{}'",
        "302, ''",
        "404, 404 page not found",
        "405, ''",
        "400, Bad Request",
        "501, ''"
    })
    void whatNoLineAnswersDoesNotFit(int status, String body) {
        for (String line : List.of("1.2", "2.x", "3.x")) {
            assertThat(answers(line, status, body)).allMatch(StepOutcome.DoesNotFit.class::isInstance);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2.x", "3.x"})
    void aWrongTokenIsTriedAgainAndSaysSo(String line) {
        assertThat(answers(line, 401, ""))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(StepOutcome.TryAgain.class, again -> {
                    assertThat(again.reason()).contains("token missing or wrong");
                    assertThat(again.toString()).doesNotContain("geheim");
                }));
    }

    @ParameterizedTest
    @CsvSource({"503, '{\"error\":\"retry required\"}'", "500, '{\"msg\":\"x\",\"status\":500}'", "502, ''", "429, ''"})
    void troubleIsTriedAgain(int status, String body) {
        for (String line : List.of("1.2", "2.x", "3.x")) {
            assertThat(answers(line, status, body))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    StepOutcome.TryAgain.class,
                                    again -> assertThat(again.reason()).isEqualTo("status " + status)));
        }
    }

    @Test
    void everyTryHasANumberOfItsOwnEvenWithinOneStep() {
        answers("3.x", 503, "{\"error\":\"retry required\"}");
        runner.run(dialect("3.x").plan(group("u1")));
        assertThat(server.sent())
                .hasSizeGreaterThanOrEqualTo(8)
                .extracting(body -> body.getString("client_msg_no"))
                .doesNotHaveDuplicates()
                .allMatch(number -> number.startsWith("wkgate-"));
    }

    @Test
    void aRefusalIsInUpstreamsWords() {
        assertThat(answers("2.x", 400, "{\"msg\":\"频道ID不合法！\",\"status\":400}"))
                .singleElement()
                .isEqualTo(new StepOutcome.Refused("频道ID不合法！", "400 {\"msg\":\"频道ID不合法！\",\"status\":400}"));
        assertThat(answers("3.x", 400, "{\"error\":\"invalid channel id\"}").get(0))
                .isEqualTo(new StepOutcome.Refused("invalid channel id", "400 {\"error\":\"invalid channel id\"}"));
    }

    @Test
    void aLongAnswerIsCut() {
        assertThat(answers("1.2", 200, "号".repeat(5000)).get(0).answer())
                .endsWith("…")
                .satisfies(answer -> assertThat(answer.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                        .isBetween(4000, 4096));
    }

    @Test
    void whoDoesNotAnswerIsTriedAgain() {
        try (StepRunner away = new StepRunner(UpstreamUrl.parse("http://127.0.0.1:1"))) {
            assertThat(away.run(new V1().plan(group())))
                    .singleElement()
                    .isEqualTo(new StepOutcome.TryAgain("no connection", "no connection"));
        }
    }
}
