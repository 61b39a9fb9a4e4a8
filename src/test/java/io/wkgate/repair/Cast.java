package io.wkgate.repair;

import io.wkgate.outage.Traffic;
import io.wkgate.repair.Said.Manner;
import java.util.ArrayList;
import java.util.List;

/** Who talks all the time: groups, persons in both directions and in one, the system, somebody with himself. */
final class Cast {

    private static final int REPEATED = 5;

    private final Stage stage;
    private final List<Said> lines = new ArrayList<>();

    Cast(Stage stage) throws Exception {
        this.stage = stage;
        Room large = stage.open(Room.group("g1", "u1", "u2", "u3"));
        Room small = stage.open(Room.group("g2", "u2", "u4"));
        Room both = stage.open(Room.persons("u1", "u2"));
        Room oneWay = stage.open(Room.persons("u3", "u4"));
        for (int i = 0; i < REPEATED; i++) {
            lines.add(Said.message("u1", large));
            lines.add(Said.message("u1", both));
            lines.add(Said.message("u2", small));
            lines.add(Said.message("u2", both));
            lines.add(Said.message("u3", large));
            lines.add(Said.message("u3", oneWay));
        }
        if (stage.setup().speaksToOneself()) {
            lines.add(Said.message("u1", stage.open(Room.oneself("u1"))));
        }
        // What never counts must not be taken for lost.
        for (Manner manner : List.of(Manner.TRANSIENT, Manner.COMMAND)) {
            lines.add(new Said("u1", large, manner));
            lines.add(new Said("u2", both, manner));
        }
        if (stage.setup().three()) {
            lines.add(Said.message("____system", large));
            lines.add(Said.message("____system", stage.open(Room.persons("u2", "____system"))));
        } else {
            lines.add(Said.message("", large));
        }
    }

    Traffic talk(int messagesPerSecond) {
        return Traffic.start(messagesPerSecond, number -> stage.say(lines.get((int) (number % lines.size()))));
    }
}
