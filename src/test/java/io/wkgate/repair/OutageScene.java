package io.wkgate.repair;

import io.wkgate.outage.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Something is away in the middle of the traffic. Beside it there are channels that are spoken in only while it is away: one that
 * was there before, one that is made then and gets a message later, and one that is made then and never gets another; each of them
 * a group and a person channel.
 */
final class OutageScene {

    /** How many messages each of those channels gets, at the beginning of the outage so that upstream gives them up. */
    private static final int SAID_ONLY_THEN = 3;

    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration LOG_SETTLES = Duration.ofSeconds(1);

    private final Stage stage;
    private final Cast cast;
    private final Length length;
    private final List<Room> hidden = new ArrayList<>();

    OutageScene(Stage stage, Length length) throws Exception {
        this.stage = stage;
        this.cast = new Cast(stage);
        this.length = length;
    }

    /** Plays some, one after the other, on one stage. */
    static List<SceneReport> play(Setup setup, Length length, Outage... outages) throws Exception {
        List<SceneReport> reports = new ArrayList<>();
        try (Stage stage = new Stage(setup)) {
            OutageScene scene = new OutageScene(stage, length);
            for (Outage outage : outages) {
                reports.add(scene.play(outage));
            }
        }
        return reports;
    }

    /** Returns when the table is as upstream's log, or cannot be expected to become so any more. */
    SceneReport play(Outage outage) throws Exception {
        if (!stage.setup().findsSilentChannels() && stage.setup().speaksToOneself()) {
            // Measured on v3-20260823: nobody is a member of the channel with himself.
            hidden.add(Room.oneself("u1"));
        }
        Count began = Count.of(stage, hidden.stream().map(Room::key).collect(Collectors.toSet()));
        String name = outage.name().toLowerCase(Locale.ROOT);
        Traffic traffic = cast.talk(length.messagesPerSecond());
        List<Room> quiet = open(name + "-quiet");
        quiet.forEach(room -> stage.say(room.users().get(0), room, 1));
        stage.awaitStored(quiet);
        Outage.pass(BEFORE);

        outage.begin(stage);
        long outageBegan = System.nanoTime();
        List<Room> late = open(name + "-late");
        List<Room> silent = open(name + "-silent");
        for (List<Room> rooms : List.of(quiet, late, silent)) {
            for (Room room : rooms) {
                stage.say(room.users().get(0), room, SAID_ONLY_THEN - 1);
                stage.say(room.users().get(1), room, 1);
            }
        }
        Outage.pass(length.outage().minusNanos(System.nanoTime() - outageBegan));
        outage.end(stage);
        Instant ended = Instant.now();
        // WuKongIM 3 gives up in an instant: what is said too early is lost as well.
        stage.awaitTaking(stage.open(Room.group(name + "-back", "u1", "u2")));

        late.forEach(room -> stage.say(room.users().get(0), room, 1));
        talkOn(began);
        traffic.stop();
        Outage.pass(LOG_SETTLES);
        if (!stage.setup().findsSilentChannels()) {
            hidden.addAll(silent);
        }
        return Ending.of(stage, began, hidden)
                .await("%s for %d s".formatted(outage.words(), length.outage().toSeconds()), ended, length.patience());
    }

    /** Returns when upstream's log has enough. What it has is asked for seldom, for it is read as a whole. */
    private void talkOn(Count began) throws Exception {
        long lacking = length.messages() - (stage.log().size() - began.messages());
        while (lacking > 0) {
            Outage.pass(Duration.ofMillis(200 + 1_000 * lacking / length.messagesPerSecond()));
            lacking = length.messages() - (stage.log().size() - began.messages());
        }
    }

    private List<Room> open(String name) throws Exception {
        return List.of(
                stage.open(Room.group(name, "u1", "u2", "u3")), stage.open(Room.persons("u1", name + "-friend")));
    }
}
