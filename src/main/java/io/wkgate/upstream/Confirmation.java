package io.wkgate.upstream;

/** What proves that a revoke's command went out. */
public enum Confirmation {
    /** That every step was answered with success: it is stored then (v1, v3). */
    BY_ANSWER,
    /** That the command comes back through the webhook; the answer only says that it was accepted (v2). */
    BY_ECHO,
    /** Nothing: it is sent, and nobody can say more. */
    NONE
}
