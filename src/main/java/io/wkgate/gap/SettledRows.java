package io.wkgate.gap;

import io.vertx.sqlclient.Tuple;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a page changes in the row of a gap, and the rows of what is absent; somebody else runs it. */
final class SettledRows {

    private static final String CLOSE = "UPDATE wkgate_gap SET state = ?, lease = NULL, due_at = UTC_TIMESTAMP(3),"
            + " attempts = 0, pages = pages + 1, repaired = repaired + ?, evidence = ? WHERE id = ?";

    private static final String LOWER = "UPDATE wkgate_gap SET last_seq = ?, attempts = 0, pages = pages + 1,"
            + " repaired = repaired + ?, evidence = '' WHERE id = ?";

    private static final String SPLIT_OFF = "INSERT INTO wkgate_gap (channel_id, channel_type, first_seq, last_seq,"
            + " reason, floor_at, sweep, state, found_at, due_at, evidence)"
            + " SELECT channel_id, channel_type, ?, ?, reason, floor_at, sweep, " + GapState.ABSENT.ordinal()
            + ", found_at, UTC_TIMESTAMP(3), ? FROM wkgate_gap WHERE id = ?";

    private SettledRows() {}

    /**
     * @param brought how many messages of it were brought back
     * @param evidence of what is absent
     */
    static List<Statement> changes(Settlement settlement, long brought, String evidence) {
        long id = settlement.gap().id();
        if (settlement.allAbsent()) {
            return List.of(new Statement(CLOSE, Tuple.of(GapState.ABSENT.ordinal(), brought, evidence, id)));
        }
        List<Statement> changes = new ArrayList<>();
        for (SeqRun run : settlement.absent()) {
            changes.add(new Statement(SPLIT_OFF, Tuple.of(run.first(), run.last(), evidence, id)));
        }
        changes.add(
                settlement.closes()
                        ? new Statement(CLOSE, Tuple.of(GapState.REPAIRED.ordinal(), brought, "", id))
                        : new Statement(LOWER, Tuple.of(settlement.lowest() - 1, brought, id)));
        return changes;
    }
}
