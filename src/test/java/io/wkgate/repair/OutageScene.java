package io.wkgate.repair;

import io.wkgate.outage.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something is away in the middle of the traffic. Beside it there are channels that are spoken in only while it is away: one that
 * was there before, one that is made then and gets a message later, and one that is made then and never gets another; each of them
 * a group and a person channel.
 */
final class OutageScene {

    /** How many messages each of those channels gets, at the beginning of the outage so that upstream gives them up. */
    private static final int SAID_ONLY_THEN = 3;

    private static final int BEFORE = 50;
    private static final Duration LOG_SETTLES = Duration.ofSeconds(1);

    private final Stage stage;
    private final Cast cast;
    private final Length length;

    OutageScene(Stage stage, Length length) throws Exception {
        this.stage = stage;
        this.cast = new Cast(stage);
        this.length = length;
    }

    /** Returns when the table is as upstream's log, or cannot be expected to become so any more. */
    SceneReport play(Outage outage) throws Exception {
        String prefix = outage.name().toLowerCase();
        long lostBefore = stage.lost().map(lost -> (long) lost.size()).orElse(0L);
        long repairedBefore = stage.gaps().repaired();
        Traffic traffic = cast.talk(length.messagesPerSecond());
        List<Room> quiet = open(prefix + "-quiet");
        quiet.forEach(room -> stage.say(room.users().get(0), room, 1));
        stage.awaitStored(quiet.toArray(Room[]::new));
        Outage.pass(Duration.ofSeconds(BEFORE / length.messagesPerSecond() + 1));

        outage.begin(stage);
        long began = System.nanoTime();
        List<Room> late = open(prefix + "-late");
        List<Room> silent = open(prefix + "-silent");
        for (List<Room> rooms : List.of(quiet, late, silent)) {
            for (Room room : rooms) {
                stage.say(room.users().get(0), room, SAID_ONLY_THEN - 1);
                stage.say(room.users().get(1), room, 1);
            }
        }
        Outage.pass(length.outage().minusNanos(System.nanoTime() - began));
        outage.end(stage);
        Instant ended = Instant.now();

        late.forEach(room -> stage.say(room.users().get(0), room, 1));
        while (traffic.sent() < length.messages()) {
            Outage.pass(Duration.ofMillis(200));
        }
        traffic.stop();
        Outage.pass(LOG_SETTLES);
        Ending ending = Ending.await(stage, length.patience(), stage.setup().findsSilentChannels() ? List.of() : silent);
        return ending.report(
                "%s for %d s".formatted(outage.words(), length.outage().toSeconds()),
                ended,
                lostBefore,
                repairedBefore);
    }

    private List<Room> open(String name) throws Exception {
        return List.of(
                stage.open(Room.group(name, "u1", "u2", "u3")), stage.open(Room.persons("u1", name + "-friend")));
    }
}
