package io.wkgate.delivery;

import java.time.Duration;
import java.util.Map;

/**
 * How a receiver treats a request.
 *
 * @param keeps whether it has what the request brings, whatever it answers
 */
public record Manner(Ending ending, boolean keeps, int status, Map<String, String> headers, Duration pause) {

    public enum Ending {
        ANSWERS,
        NEVER_ANSWERS,
        CLOSES_BEFORE_ITS_ANSWER,
        CLOSES_IN_ITS_ANSWER
    }

    public static final Manner WELL = new Manner(Ending.ANSWERS, true, 200, Map.of(), Duration.ZERO);
    static final Manner HANGING = new Manner(Ending.NEVER_ANSWERS, false, 0, Map.of(), Duration.ZERO);
    static final Manner HANGING_UP = new Manner(Ending.CLOSES_BEFORE_ITS_ANSWER, false, 0, Map.of(), Duration.ZERO);

    /** It has everything, and the relay cannot know. */
    static final Manner ANSWER_LOST = new Manner(Ending.CLOSES_BEFORE_ITS_ANSWER, true, 0, Map.of(), Duration.ZERO);

    /** The same after the head of an answer of 200. */
    static final Manner ANSWER_CUT = new Manner(Ending.CLOSES_IN_ITS_ANSWER, true, 200, Map.of(), Duration.ZERO);

    public static Manner answering(int status) {
        return new Manner(Ending.ANSWERS, status / 100 == 2, status, Map.of(), Duration.ZERO);
    }

    static Manner resting(int status, Duration retryAfter) {
        return new Manner(
                Ending.ANSWERS,
                false,
                status,
                Map.of("Retry-After", Long.toString(retryAfter.toSeconds())),
                Duration.ZERO);
    }

    public static Manner slow(Duration pause) {
        return new Manner(Ending.ANSWERS, true, 200, Map.of(), pause);
    }
}
