package io.wkgate.testing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** What /metrics says at one moment. */
public record Scrape(String text) {

    public static Scrape of(TestGateway gateway) {
        return of(URI.create("http://127.0.0.1:" + gateway.opsPort() + "/metrics"));
    }

    public static Scrape of(GatewayProcess gateway) {
        return of(gateway.ops("/metrics"));
    }

    private static Scrape of(URI address) {
        return new Scrape(get(address).body());
    }

    /** Calls the ops listener with its key. */
    public static HttpResponse<String> get(URI address) {
        try {
            return PlainHttp.client()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .header("Authorization", "Bearer " + TestGateway.OPS_KEY)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException("no answer from " + address, e);
        }
    }

    /** The value of one series, named with its labels as it stands there; 0 if it is not there yet. */
    public double value(String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }

    /** Without what is said about them. */
    public String samples() {
        return text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    }

    /** Whether a metric of that name is there, under any labels. */
    public boolean has(String name) {
        return text.lines().anyMatch(line -> line.startsWith(name + " ") || line.startsWith(name + "{"));
    }
}
