package io.wkgate.relay;

import io.wkgate.event.Selection;
import java.time.Duration;

/** What the result of an attempt means for its delivery. */
sealed interface Verdict {

    /** The receiver has what was sent; what else there is of the delivery goes next. */
    record Delivered() implements Verdict {}

    /** The same once more after the pause, or sooner if its time is over sooner; unless it is over already. */
    record TryAgain(Duration pause, boolean refused) implements Verdict {}

    /** One refused element among others: the others go first, and it once more when it is its turn again. */
    record Rotate(Duration pause) implements Verdict {}

    /** Refused again and again as a whole: it goes in halves, so that a bad element does not cost the good ones. */
    record Split(Selection whole) implements Verdict {}

    /** The receiver wants nothing more. */
    record Stop() implements Verdict {}

    /** Nothing of it can ever be sent. */
    record Dead() implements Verdict {}
}
