package io.wkgate.revoke;

import io.wkgate.store.DatabaseFault;
import io.wkgate.upstream.StepOutcome;
import io.wkgate.upstream.UpstreamException;

/**
 * Why a group's members, whom somebody could tell, are not known: unlike members whom nobody can tell, they are asked for
 * again.
 *
 * @param asked who was asked, for the record of attempts
 * @param refused whether asking again will hardly help, such as for a wrong password
 */
record MembersNotTold(String asked, String reason, boolean refused) {

    /** What asking for them is called among a revoke's attempts. */
    static final String STEP = "members";

    static MembersNotTold byUpstream(Throwable failure) {
        boolean refused =
                failure instanceof UpstreamException known && known.failure().refused();
        return new MembersNotTold("WuKongIM", "WuKongIM did not tell the members: " + failure.getMessage(), refused);
    }

    /** The rest of the revoke is in the same database: if that answers, the query is wrong. */
    static MembersNotTold byDatabase(Throwable failure) {
        return new MembersNotTold(
                "the database",
                "the database did not tell the members: "
                        + DatabaseFault.of(failure).description(),
                true);
    }

    String request() {
        return "the group's members, of " + asked;
    }

    StepOutcome outcome() {
        return refused ? new StepOutcome.Refused(reason, reason) : new StepOutcome.TryAgain(reason, reason);
    }
}
