package io.wkgate.repair;

import io.wkgate.event.ChannelKey;
import io.wkgate.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The end of a scene: nothing is left to be done, and nothing is missing but what nobody can find.
 *
 * @param began how far the stage was at the beginning of the scene
 * @param hidden channels that nobody can find
 */
record Ending(Stage stage, Count began, Set<ChannelKey> hidden) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    static Ending of(Stage stage, Count began, Collection<Room> hidden) {
        return new Ending(stage, began, hidden.stream().map(Room::key).collect(Collectors.toSet()));
    }

    static Ending of(Stage stage, Count began) {
        return new Ending(stage, began, Set.of());
    }

    /**
     * Waits for it; after that time it is as it is then. Prints what it came to.
     *
     * @param ended when what was away was there again
     */
    SceneReport await(String scene, Instant ended, Duration patience) throws Exception {
        long begin = System.nanoTime();
        while (true) {
            boolean late = System.nanoTime() - begin > patience.toNanos();
            GapRows gaps = stage.gaps();
            if (late || gaps.open() + gaps.arrivals() + gaps.sweeps() == 0) {
                SceneReport report = report(scene, ended);
                if (late || report.wholeButForTheHidden()) {
                    System.out.println(report);
                    if (!report.whole()) {
                        report.missingByChannel()
                                .forEach((channel, count) ->
                                        System.out.println("  missing: " + count + " of " + channel));
                        gaps.unrepaired().forEach(gap -> System.out.println("  not repaired: " + gap));
                    }
                    return report;
                }
            }
            Outage.pass(LOOK_EVERY);
        }
    }

    private SceneReport report(String scene, Instant ended) throws Exception {
        Comparison comparison = stage.compare();
        Count count = Count.of(stage, hidden).minus(began);
        boolean told = stage.upstream().dropped().isPresent();
        return new SceneReport(
                stage.setup(),
                scene,
                told
                        ? count
                        : count.withLost(count.repaired() + comparison.missing().size()),
                secondsToTheLast(ended),
                comparison,
                hidden,
                stage.gaps().open());
    }

    private double secondsToTheLast(Instant ended) throws SQLException {
        long last = Sql.number(
                stage.database(),
                "SELECT COALESCE(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', MAX(stored_at)) DIV 1000, 0) FROM message"
                        + " WHERE source = 'repair'");
        return Math.max(0, (last - ended.toEpochMilli()) / 1000.0);
    }
}
