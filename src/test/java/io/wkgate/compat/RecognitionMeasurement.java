package io.wkgate.compat;

import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;

/** What a WuKongIM tells of itself to whoever asks its routes. */
final class RecognitionMeasurement implements Measurement {

    private static final List<String> TELLING = List.of("/varz", "/health", "/migrate/result", "/healthz", "/readyz");

    /** With {@code window=60s}; a node that runs for longer looks back over 59. */
    private static final int WHOLE_WINDOW = 59;

    @Override
    public List<String> features() {
        return List.of("recognition.version", "recognition.line", "recognition.health", "recognition.restart");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        restart(bench, found);
        version(bench, found);
        List<String> answered = TELLING.stream()
                .filter(route -> bench.get(route).status() == 200)
                .toList();
        found.works("recognition.line", "told-by-routes", "routes", String.join(", ", answered));
        health(answered, found);
        return found.all();
    }

    private static void version(Bench bench, Findings found) {
        Reply varz = bench.get("/varz");
        String told = varz.status() == 200 ? varz.json().getString("version", "") : "";
        if (told.isEmpty()) {
            found.degraded("recognition.version", "not-told");
        } else {
            found.works("recognition.version", "told", "version", told);
        }
    }

    private static void health(List<String> answered, Findings found) {
        if (answered.contains("/health")) {
            found.works("recognition.health", "health");
        } else if (answered.contains("/healthz") && answered.contains("/readyz")) {
            found.works("recognition.health", "healthz");
        } else {
            found.degraded("recognition.health", "no-route");
        }
    }

    private static void restart(Bench bench, Findings found) {
        if (tellsUptime(bench.get("/varz"))) {
            found.works("recognition.restart", "uptime", "route", "/varz");
            return;
        } else if (tellsUptime(bench.get("/cluster/node"))) {
            found.works("recognition.restart", "uptime", "route", "/cluster/node");
            return;
        }
        Reply snapshot = bench.get("/top/v1/snapshot?window=60s");
        if (snapshot.status() == 404 && bench.real()) {
            // It is off in the configuration of the real ones here; so nothing can be seen.
            return;
        }
        if (!isShort(snapshot)) {
            throw Findings.unforeseen("recognition.restart", snapshot);
        }
        found.degraded("recognition.restart", "short-window");
    }

    private static boolean tellsUptime(Reply reply) {
        return reply.status() == 200 && !reply.json().getString("uptime", "").isEmpty();
    }

    /** 503 for the first two seconds, while it is warming up. */
    private static boolean isShort(Reply snapshot) {
        return snapshot.status() == 503 || snapshot.json().getInteger("window_seconds") < WHOLE_WINDOW;
    }
}
