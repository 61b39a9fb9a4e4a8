package io.wkgate.repair;

import io.wkgate.event.ChannelKey;
import io.wkgate.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The end of a scene: nothing is left to be done, and nothing is missing but what nobody can find. */
record Ending(Stage stage, Comparison comparison, Set<ChannelKey> hidden) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    /** Waits for it; after that time it is as it is then. */
    static Ending await(Stage stage, Duration patience, Collection<Room> hidden) throws Exception {
        Set<ChannelKey> keys = hidden.stream().map(Room::key).collect(Collectors.toSet());
        long begin = System.nanoTime();
        while (true) {
            boolean late = System.nanoTime() - begin > patience.toNanos();
            GapRows gaps = stage.gaps();
            if (late || gaps.open() + gaps.arrivals() + gaps.sweeps() == 0) {
                Ending ending = new Ending(stage, stage.compare(), keys);
                if (late || ending.nothingElseIsMissing()) {
                    return ending;
                }
            }
            Outage.pass(LOOK_EVERY);
        }
    }

    private boolean nothingElseIsMissing() {
        return comparison.missing().stream().allMatch(message -> hidden.contains(message.channel()));
    }

    /**
     * @param ended when what was away was there again
     * @param lostBefore what was lost in this stage already
     * @param repairedBefore what was repaired in it already
     */
    SceneReport report(String scene, Instant ended, long lostBefore, long repairedBefore) throws Exception {
        GapRows gaps = stage.gaps();
        long repaired = gaps.repaired() - repairedBefore;
        List<LoggedMessage> log = stage.log();
        return new SceneReport(
                stage.setup(),
                scene,
                log.size(),
                stage.lost().map(lost -> lost.size() - lostBefore).orElse(repaired + comparison.missing().size()),
                repaired,
                secondsToTheLast(ended),
                comparison,
                gaps.open(),
                gaps.absent(),
                gaps.unreadable(),
                gaps.deadLetters());
    }

    private double secondsToTheLast(Instant ended) throws SQLException {
        long last = Sql.number(
                stage.database(),
                "SELECT COALESCE(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', MAX(stored_at)) DIV 1000, 0) FROM message"
                        + " WHERE source = 'repair'");
        return Math.max(0, (last - ended.toEpochMilli()) / 1000.0);
    }
}
