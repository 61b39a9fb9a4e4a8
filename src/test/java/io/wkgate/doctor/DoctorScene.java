package io.wkgate.doctor;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.simulator.Profile;
import io.wkgate.simulator.Simulator;
import io.wkgate.simulator.SimulatorOptions;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A WuKongIM that is set up as a test wants it, a gateway before it, and the gateway's own doctor. */
final class DoctorScene implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;
    private final SimulatorOptions plain;
    private final TestGateway gateway;

    /** @param variables further settings of the gateway; {@code {manager}} stands for the address of that listener */
    DoctorScene(ConnectionDetails database, Profile profile, Map<String, String> variables) {
        plain = SimulatorOptions.of(profile);
        simulator = Simulator.start(vertx, plain).await();
        Map<String, String> all = new HashMap<>(Map.of("WKGATE_UPSTREAM_URLS", simulator.url()));
        variables.forEach((name, value) -> all.put(name, value.replace("{manager}", simulator.managerUrl())));
        gateway = TestGateway.start(database, all);
    }

    DoctorScene(ConnectionDetails database, Profile profile) {
        this(database, profile, Map.of());
    }

    /** WuKongIM is started anew with another configuration. */
    void configure(UnaryOperator<SimulatorOptions> change) {
        simulator.close().await();
        simulator.restart(change.apply(plain)).await();
    }

    TestGateway gateway() {
        return gateway;
    }

    Simulator simulator() {
        return simulator;
    }

    /** What {@code GET /v1/doctor} finds. */
    DoctorReport examine(String area) throws Exception {
        return report(gateway.ops("GET", "/v1/doctor?area=" + area).body());
    }

    /** What a test message shows that comes. */
    DoctorReport testMessage() throws Exception {
        return report(gateway.ops("POST", "/v1/doctor/test-message?wait=20").body());
    }

    /** What a test message shows that does not come in a second, which are ten of this WuKongIM's. */
    DoctorReport lostMessage() throws Exception {
        return report(gateway.ops("POST", "/v1/doctor/test-message?wait=1").body());
    }

    /** Somebody writes to somebody. */
    void say(String from, String to) throws Exception {
        JsonObject message = new JsonObject()
                .put("header", new JsonObject())
                .put("from_uid", from)
                .put("channel_id", to)
                .put("channel_type", 1)
                .put("payload", "eyJ0eXBlIjoxfQ==");
        PlainHttp.client()
                .send(
                        HttpRequest.newBuilder(URI.create(simulator.url() + "/message/send"))
                                .POST(HttpRequest.BodyPublishers.ofString(message.encode()))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    private static DoctorReport report(String body) {
        JsonObject json = new JsonObject(body);
        return new DoctorReport(json.getInstant("at"), DoctorReport.areas(json));
    }

    /** What is worse than good. */
    static List<Finding> complaints(DoctorReport report) {
        return report.findings()
                .filter(finding -> finding.level().compareTo(Finding.Level.WARNING) >= 0)
                .toList();
    }

    static List<String> ids(DoctorReport report) {
        return complaints(report).stream().map(Finding::id).toList();
    }

    @Override
    public void close() {
        gateway.close();
        EndOf.vertx(vertx);
    }
}
