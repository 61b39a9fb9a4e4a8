package io.wkgate.upstream;

import java.util.OptionalInt;

/** What asking one route came to. */
sealed interface Reply {

    ProbeRoute route();

    /** An answer, whatever its status. */
    record Answer(ProbeRoute route, UpstreamAnswer answer) implements Reply {}

    /** No answer. */
    record Nothing(ProbeRoute route, UpstreamFailure failure) implements Reply {

        Evidence evidence() {
            return new Evidence(route.request().toString(), OptionalInt.empty(), failure.description());
        }
    }
}
