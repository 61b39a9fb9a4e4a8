package io.wkgate.simulator;

/** How one line takes {@code /message/send} and {@code /message/sendbatch}. */
interface SendRules {
    Answer send(SendRequest request);

    /** One person message to each subscriber; only what is wrong with a subscriber is told. */
    void sendToPerson(SendRequest request);

    static SendRules of(Profile profile, Outbox outbox, ScaledTime time) {
        return switch (profile.line()) {
            case ONE -> new SendRulesOne(outbox);
            case TWO -> new SendRulesTwo(outbox, profile, time);
            case THREE -> new SendRulesThree(outbox);
        };
    }
}
