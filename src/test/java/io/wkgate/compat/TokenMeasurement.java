package io.wkgate.compat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a manager token guards, and what is left to see without it. */
final class TokenMeasurement implements Measurement {

    private static final String TOKEN = "secret";
    private static final List<String> ROUTES =
            List.of("/route", "/varz", "/health", "/healthz", "/migrate/result", "/top/v1/snapshot");

    @Override
    public List<String> features() {
        return List.of("recognition.token", "recognition.wrong-token");
    }

    @Override
    public BenchSetup setup() {
        return BenchSetup.USUAL.withManagerToken(TOKEN);
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        HttpCalls calls = new HttpCalls(bench.api());
        boolean open = calls.with("token", TOKEN).get("/route").status() == 200;
        Set<Integer> withoutIt = ROUTES.stream()
                .map(route -> calls.with("token", "wrong").get(route).status())
                .collect(Collectors.toSet());
        if (open && withoutIt.equals(Set.of(401))) {
            found.works("recognition.token", "every-route");
            found.throughWkgate("recognition.wrong-token", "401-everywhere");
        } else if (open && !withoutIt.contains(401)) {
            found.impossible("recognition.token", "no-token");
            found.works("recognition.wrong-token", "not-looked-at");
        } else {
            throw Findings.unforeseen("recognition.token", withoutIt);
        }
        return found.all();
    }
}
