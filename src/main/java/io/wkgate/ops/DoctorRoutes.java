package io.wkgate.ops;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.doctor.Doctor;
import io.wkgate.doctor.DoctorReport;
import io.wkgate.web.BadInput;
import io.wkgate.web.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** {@code /v1/doctor}: what is wrong with this set-up; and a test message, for which WuKongIM is asked to send one. */
final class DoctorRoutes {

    private static final String PATH = "/v1/doctor";
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Doctor doctor;
    /** One thread: whoever asks while it looks waits for his turn. */
    private final WorkerExecutor worker;

    DoctorRoutes(Vertx vertx, Doctor doctor) {
        this.doctor = doctor;
        worker = vertx.createSharedWorkerExecutor("doctor", 1, 2, TimeUnit.MINUTES);
    }

    void mount(Router router) {
        router.get(PATH).handler(BadInput.answered(this::examine));
        router.post(PATH + "/test-message").handler(BadInput.answered(this::testMessage));
    }

    private void examine(RoutingContext exchange) {
        Set<String> areas = new TreeSet<>(exchange.queryParam("area"));
        if (!doctor.areas().containsAll(areas)) {
            throw new BadInput("area", "not one of " + String.join(", ", doctor.areas()));
        }
        answer(exchange, () -> doctor.examine(areas));
    }

    private void testMessage(RoutingContext exchange) {
        Duration patience = exchange.queryParam("wait").stream()
                .findFirst()
                .map(DoctorRoutes::seconds)
                .orElse(Doctor.PATIENCE);
        answer(exchange, () -> doctor.testMessage(patience));
    }

    private static Duration seconds(String text) {
        return Optional.of(text)
                .filter(given -> given.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(given -> given >= 1 && given <= LONGEST_WAIT_SECONDS)
                .map(Duration::ofSeconds)
                .orElseThrow(() -> new BadInput("wait", "not a number of seconds from 1 to " + LONGEST_WAIT_SECONDS));
    }

    private void answer(RoutingContext exchange, Callable<DoctorReport> looking) {
        worker.executeBlocking(looking)
                .onSuccess(report -> exchange.json(report.json()))
                .onFailure(failure -> Problem.of(500, "the doctor failed").answer(exchange));
    }
}
