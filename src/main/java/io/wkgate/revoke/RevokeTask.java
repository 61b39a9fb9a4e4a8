package io.wkgate.revoke;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A revoke while it is worked on.
 *
 * @param subscribers the channel's members, if the caller gave them
 * @param stepsDone the steps of this round that are done, in the dialect of the revoke's line
 * @param rounds how often all steps were done
 * @param failures how many attempts in a row came to nothing
 * @param refusals how often in a row upstream said no
 * @param sentAt when a step was first done
 * @param lease proves whose it is; what is written without it changes nothing
 */
record RevokeTask(
        Revoke revoke,
        Optional<List<String>> subscribers,
        Set<String> stepsDone,
        int rounds,
        int failures,
        int refusals,
        Optional<Instant> sentAt,
        String lease) {}
