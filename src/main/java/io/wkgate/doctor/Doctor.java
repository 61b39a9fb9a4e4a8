package io.wkgate.doctor;

import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.Settings;
import io.wkgate.doctor.DoctorReport.Area;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Looks at a whole set-up: all parts at once, each within a time limit, and whatever goes wrong with looking is a finding,
 * too. Changes nothing; only the test message leaves something behind. Its methods block. Thread-safe.
 */
public final class Doctor {

    /** How long a test message is waited for: 1.2 and 2.x look at their queue every half second, and try again after one. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LIMIT = Duration.ofSeconds(25);

    private final Clock clock;
    private final Duration limit;
    private final List<Check> checks;
    private final Optional<Function<Duration, Check>> testMessage;

    /** @param testMessage what tries the webhook for so long; nothing where there is none to try */
    Doctor(Clock clock, Duration limit, List<Check> checks, Optional<Function<Duration, Check>> testMessage) {
        this.clock = clock;
        this.limit = limit;
        this.checks = checks;
        this.testMessage = testMessage;
    }

    /**
     * One for these settings.
     *
     * @param database of the embedded database too, where it runs; nothing if it does not
     * @param webhook the listener for the webhook, if it is one of this process; else of the webhook is told only what
     *     the settings and the tables tell
     */
    public static Doctor of(
            Vertx vertx, Settings settings, Optional<DatabaseUrl> database, Optional<RunningWebhook> webhook) {
        Clock clock = Clock.systemUTC();
        DatabaseAccount account = new DatabaseAccount(vertx, database, settings.database());
        WebhookCheck webhookCheck = new WebhookCheck(settings, webhook, account, Hosts.REAL, clock);
        List<Check> checks = List.of(
                database.<Check>map(url -> new DatabaseCheck(
                                url, settings.database(), settings.intake().entryLimit()))
                        .orElseGet(NoDatabase::new),
                new UpstreamCheck(vertx, settings.upstream(), clock),
                webhookCheck,
                new DestinationsCheck(vertx, settings.relay(), account, Hosts.REAL));
        Optional<Function<Duration, Check>> test = webhook.map(running ->
                patience -> new TestMessageCheck(vertx, settings, running, account, Hosts.REAL, clock, patience));
        return new Doctor(clock, LIMIT, checks, test);
    }

    /** What it can look at, in the order of a report. */
    public List<String> areas() {
        return checks.stream().map(Check::area).toList();
    }

    /**
     * Looks.
     *
     * @param areas only at these; at all of them if there is none
     */
    public DoctorReport examine(Set<String> areas) {
        return run(
                checks.stream()
                        .filter(check -> areas.isEmpty() || areas.contains(check.area()))
                        .toList(),
                limit);
    }

    /**
     * Has upstream send a message between two users of the doctor's own, and waits for it to come through the webhook. The
     * report is about the webhook alone. Where the webhook is another process's, nothing is sent.
     *
     * @param patience how long it is waited for
     */
    public DoctorReport testMessage(Duration patience) {
        Check check = testMessage.map(test -> test.apply(patience)).orElseGet(NoWebhook::new);
        return run(List.of(check), limit.plus(patience));
    }

    private DoctorReport run(List<Check> asked, Duration time) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<Finding>>> looking = new ArrayList<>();
            asked.forEach(check -> looking.add(threads.submit(check::look)));
            long end = System.nanoTime() + time.toNanos();
            List<Area> areas = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                String area = asked.get(i).area();
                areas.add(new Area(area, found(area, looking.get(i), end)));
            }
            return new DoctorReport(clock.instant(), areas);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Finding> found(String area, Future<List<Finding>> looking, long end) {
        try {
            return looking.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(Finding.warning(
                    "doctor.check-too-slow",
                    "Looking at " + area + " took too long and was given up.",
                    "What is wrong there is not known; something there does not answer.",
                    "Run `wkgate doctor --area " + area + "` again, and look at the network between."));
        } catch (ExecutionException e) {
            return List.of(failed(area, e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(failed(area, e));
        }
    }

    /** Only the kind is told: the message may quote a secret. */
    private static Finding failed(String area, Throwable thrown) {
        return Finding.warning(
                "doctor.check-failed",
                "Looking at " + area + " failed (" + thrown.getClass().getSimpleName() + ").",
                "What is wrong there is not known. This is a mistake in wkgate.",
                "Report it, with what `wkgate doctor --area " + area + "` says and the version of what is there.");
    }
}
