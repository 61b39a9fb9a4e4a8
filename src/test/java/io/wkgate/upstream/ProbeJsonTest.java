package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: what one replica writes of a node another one reads as it was, and takes nothing that it does not know for known. */
class ProbeJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final UpstreamNode NODE = SampleUpstream.unknown(2).node();

    private static UpstreamReport report(Dialect dialect) {
        return new UpstreamReport(
                NODE,
                "4.x",
                "v4.0.0",
                dialect,
                List.of(
                        new Evidence("GET /varz", OptionalInt.of(404), "not there; it is on 1.2"),
                        new Evidence("GET /route", OptionalInt.empty(), "no answer")),
                List.of("version 4.0.0 was never measured"),
                NOW);
    }

    static Stream<Dialect> dialects() {
        Stream<Dialect> twos =
                Stream.of(new V2(true, false, false), new V2(false, true, false), new V2(false, false, true));
        return Stream.concat(Stream.of(new V1(), new V3()), twos);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyDialectIsReadAsItWas(Dialect dialect) {
        UpstreamReport report = report(dialect);
        assertThat(ProbeJson.report(ProbeJson.report(report), NODE, NOW)).contains(report);
    }

    @Test
    void whetherItWasRecognisedIsRead() {
        assertThat(ProbeJson.recognised(ProbeJson.finding(new ProbeResult.Recognised(report(new V1())))))
                .contains(true);
        assertThat(Stream.of(
                                new ProbeResult.Unreachable(NODE, "no connection", List.of(), NOW),
                                new ProbeResult.TokenRefused(NODE, List.of(), NOW),
                                new ProbeResult.Unrecognised(NODE, "a proxy", List.of(), NOW))
                        .map(ProbeJson::finding)
                        .map(ProbeJson::recognised))
                .allSatisfy(recognised -> assertThat(recognised).contains(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"format\":2,\"state\":\"known\"}",
                "{\"format\":\"1\",\"state\":\"known\"}",
                "{\"format\":1,\"state\":1}"
            })
    void anUnknownFindingIsNone(String finding) {
        assertThat(ProbeJson.recognised(finding)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "line", "version", "dialect", "warnings", "evidence"})
    void aReportThatLacksSomethingIsNone(String field) {
        JsonObject json = new JsonObject(ProbeJson.report(report(new V2(true, true, true))));
        json.remove(field);
        assertThat(ProbeJson.report(json.encode(), NODE, NOW)).isEmpty();
        json.put(field, 7);
        assertThat(ProbeJson.report(json.encode(), NODE, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"varz", "messages", "last_message", "line"})
    void aDialectThatLacksSomethingIsNone(String field) {
        JsonObject json = new JsonObject(ProbeJson.report(report(new V2(true, true, true))));
        json.getJsonObject("dialect").remove(field);
        assertThat(ProbeJson.report(json.encode(), NODE, NOW)).isEmpty();
        json.getJsonObject("dialect").put(field, "5.x");
        assertThat(ProbeJson.report(json.encode(), NODE, NOW)).isEmpty();
    }

    @Test
    void whatIsAddedIsPassedOver() {
        UpstreamReport report = report(new V3());
        JsonObject json = new JsonObject(ProbeJson.report(report)).put("mood", "fine");
        assertThat(ProbeJson.report(json.encode(), NODE, NOW)).contains(report);
    }
}
