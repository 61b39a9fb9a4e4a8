package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The answers of one node to every {@link ProbeRoute}, and what they tell (upstream.md, "Telling them apart"). */
final class Fingerprint {

    private final Map<ProbeRoute, UpstreamAnswer> answers;
    private final Map<ProbeRoute, Standing> standings = new EnumMap<>(ProbeRoute.class);

    /** @param answers what each route answered, whatever its status */
    Fingerprint(Map<ProbeRoute, UpstreamAnswer> answers) {
        this.answers = answers;
        answers.forEach((route, answer) -> standings.put(route, route.standing(answer)));
    }

    /** A route that answered 401. With a manager token every route does, so it says nothing about the line. */
    boolean tokenRefused() {
        return answers.values().stream().anyMatch(answer -> answer.status() == 401);
    }

    /** An answer that says the server is in trouble, if there is one: then the others may be wrong too. */
    Optional<UpstreamAnswer> trouble() {
        return standings.entrySet().stream()
                .filter(entry -> entry.getValue() == Standing.TROUBLED)
                .findFirst()
                .flatMap(entry -> Optional.ofNullable(answers.get(entry.getKey())));
    }

    boolean served(ProbeRoute route) {
        return standings.get(route) == Standing.SERVED;
    }

    /**
     * Whether what answers is surely no WuKongIM, of whatever line: health routes alone are anybody's. A server in trouble
     * may be one.
     */
    boolean foreign() {
        return Stream.of(ProbeRoute.ROUTE, ProbeRoute.VARZ)
                .map(standings::get)
                .allMatch(standing -> standing == Standing.MISSING || standing == Standing.FOREIGN);
    }

    /**
     * The line by what only that line has. Where a newer server has what tells two lines, the one of which less is missing
     * is the nearest, and the newer one when they are equal.
     */
    Optional<Line> line() {
        return Arrays.stream(Line.values())
                .filter(line -> tells(line) > 0)
                .reduce((older, newer) ->
                        contradictions(newer).size() <= contradictions(older).size() ? newer : older)
                .or(this::lineByVersion);
    }

    private long tells(Line line) {
        long routes = Arrays.stream(ProbeRoute.values())
                .filter(route -> route.tells(line) && served(route))
                .count();
        return routes + (varzIsOf(line) ? 1 : 0);
    }

    /** v1.2.6's varz has {@code monitor_on} where v2.0.10's and v2.2.5's have {@code manager_on} (recordings). */
    private boolean varzIsOf(Line line) {
        return switch (line) {
            case ONE -> varz().containsKey("monitor_on");
            case TWO -> varz().containsKey("manager_on");
            case THREE -> false;
        };
    }

    private Optional<Line> lineByVersion() {
        return told().flatMap(told -> Arrays.stream(Line.values())
                .filter(line -> line.newest().major() == told.major())
                .findFirst());
    }

    /** What the node has and this line has not, or the other way round. */
    List<String> contradictions(Line line) {
        List<String> contradictions = new ArrayList<>();
        standings.forEach((route, standing) -> {
            if (standing == Standing.SERVED && !route.has(line)) {
                contradictions.add(route.request() + " is there, which no " + line.label() + " that was measured has");
            } else if (standing != Standing.SERVED && route.hasAlways(line)) {
                contradictions.add(
                        route.request() + " is not there, which every " + line.label() + " that was measured has");
            }
        });
        return contradictions;
    }

    private JsonObject varz() {
        UpstreamAnswer answer = answers.get(ProbeRoute.VARZ);
        return answer == null || !served(ProbeRoute.VARZ)
                ? new JsonObject()
                : answer.json().orElseGet(JsonObject::new);
    }

    /** The version as it is told, printable; empty where none is: v2.0.4, v3, and a build that was given none. */
    String version() {
        return varz().getValue("version") instanceof String text ? ToldVersion.printable(text) : "";
    }

    Optional<ToldVersion> told() {
        return ToldVersion.parse(version());
    }

    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        answers.forEach((route, answer) -> evidence.add(
                new Evidence(route.request().toString(), OptionalInt.of(answer.status()), shows(route, answer))));
        return evidence;
    }

    private String shows(ProbeRoute route, UpstreamAnswer answer) {
        if (answer.status() == 401) {
            return "token missing or wrong; says nothing about the line";
        }
        return switch (route.standing(answer)) {
            case SERVED -> "as on " + route.lines() + versionTold(route);
            case MISSING -> "not there; it is on " + route.lines();
            case FOREIGN -> "not the answer of a WuKongIM";
            case TROUBLED -> "the server is in trouble; says nothing about the line";
        };
    }

    private String versionTold(ProbeRoute route) {
        if (route != ProbeRoute.VARZ) {
            return "";
        }
        return version().isEmpty() ? "; tells no version" : "; tells version " + version();
    }
}
