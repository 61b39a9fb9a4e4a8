package io.wkgate.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Looks at a sweep until it is over and its gaps are closed. A gateway that restarts meanwhile is waited for. */
final class SweepFollower {

    static final String PATH = "/v1/sweeps";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int SHARE = 4;
    private static final Duration AWAY = Duration.ofMinutes(2);

    private final OpsClient ops;
    private final ProgressLine line;

    SweepFollower(OpsClient ops, ProgressLine line) {
        this.ops = ops;
        this.line = line;
    }

    /**
     * @return what it came to
     * @throws CommandException if the gateway is away for two minutes, or the sweep is not there any more
     */
    JsonObject follow(String id) {
        Duration pause = FIRST_PAUSE;
        long seen = System.nanoTime();
        long mostOpen = 0;
        while (true) {
            long asked = System.nanoTime();
            try {
                JsonObject sweep = ops.call("GET", PATH + "/" + id);
                seen = System.nanoTime();
                if (SweepText.isOver(sweep)) {
                    line.end();
                    return sweep;
                }
                mostOpen = Math.max(mostOpen, sweep.getLong("open_gaps"));
                line.show(share(sweep, mostOpen), SweepText.now(sweep));
            } catch (NoGateway away) {
                if (System.nanoTime() - seen > AWAY.toNanos()) {
                    line.end();
                    throw new CommandException(away.getMessage() + "; sweep " + id + " goes on when it is back");
                }
                line.show(0, away.getMessage());
            }
            // A sweep of very many gaps is dear to sum up.
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            sleep(pause.plus(took.multipliedBy(SHARE)));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Of the walk as long as it walks, then of its gaps. */
    private static double share(JsonObject sweep, long mostOpen) {
        if (!sweep.getString("state").equals("open")) {
            return 1 - (double) sweep.getLong("open_gaps") / mostOpen;
        }
        long channels = sweep.getLong("channels");
        return channels == 0 ? 0 : (double) sweep.getLong("walked") / channels;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }
}
