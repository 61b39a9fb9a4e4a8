package io.wkgate.upstream;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a probe came to as one replica writes it for the others. Replicas may be of different versions for a while: what is of
 * another format is not read.
 */
final class ProbeJson {

    /** Another one whenever an older reader would take something for what it is not. */
    private static final int FORMAT = 1;

    private ProbeJson() {}

    /** What it came to; what a recognised node is, is in its report. */
    static String finding(ProbeResult result) {
        return new JsonObject()
                .put("format", FORMAT)
                .put("state", state(result))
                .encode();
    }

    /** Whether the node was recognised; nothing if it cannot be read. */
    static Optional<Boolean> recognised(String finding) {
        return read(finding)
                .flatMap(json -> json.getValue("state") instanceof String state
                        ? Optional.of(state.equals(label(NodeStatus.State.KNOWN)))
                        : Optional.empty());
    }

    private static String state(ProbeResult result) {
        return label(NodeStatus.State.of(result));
    }

    private static String label(NodeStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String report(UpstreamReport report) {
        return new JsonObject()
                .put("format", FORMAT)
                .put("line", report.line())
                .put("version", report.version())
                .put("dialect", dialect(report.dialect()))
                .put("warnings", new JsonArray(report.warnings()))
                .put("evidence", evidence(report.evidence()))
                .encode();
    }

    /** Nothing if it cannot be read. */
    static Optional<UpstreamReport> report(String text, UpstreamNode node, Instant probedAt) {
        return read(text).flatMap(json -> {
            try {
                return Optional.of(new UpstreamReport(
                        node,
                        text(json, "line"),
                        text(json, "version"),
                        dialect(json.getJsonObject("dialect")),
                        json.getJsonArray("evidence").stream()
                                .map(each -> evidence((JsonObject) each))
                                .toList(),
                        json.getJsonArray("warnings").stream()
                                .map(String.class::cast)
                                .toList(),
                        probedAt));
            } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<JsonObject> read(String text) {
        try {
            return Optional.of(new JsonObject(text))
                    .filter(json -> Integer.valueOf(FORMAT).equals(json.getValue("format")));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static JsonObject dialect(Dialect dialect) {
        JsonObject json = new JsonObject().put("line", dialect.line());
        return dialect instanceof V2 two
                ? json.put("varz", two.varz()).put("messages", two.messages()).put("last_message", two.lastMessage())
                : json;
    }

    private static Dialect dialect(JsonObject json) {
        String label = text(json, "line");
        Line line = Arrays.stream(Line.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("line"));
        return switch (line) {
            case ONE -> new V1();
            case TWO -> new V2(flag(json, "varz"), flag(json, "messages"), flag(json, "last_message"));
            case THREE -> new V3();
        };
    }

    private static JsonArray evidence(List<Evidence> evidence) {
        JsonArray all = new JsonArray();
        evidence.forEach(each -> {
            JsonObject item = new JsonObject().put("route", each.route());
            each.status().ifPresent(status -> item.put("status", status));
            all.add(item.put("shows", each.shows()));
        });
        return all;
    }

    private static Evidence evidence(JsonObject json) {
        OptionalInt status =
                json.getValue("status") instanceof Integer answered ? OptionalInt.of(answered) : OptionalInt.empty();
        return new Evidence(text(json, "route"), status, text(json, "shows"));
    }

    private static String text(JsonObject json, String field) {
        if (json.getValue(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(field);
    }

    private static boolean flag(JsonObject json, String field) {
        if (json.getValue(field) instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException(field);
    }
}
