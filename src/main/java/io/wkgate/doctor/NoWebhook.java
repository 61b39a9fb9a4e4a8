package io.wkgate.doctor;

import java.util.List;

/** A test message that nobody would receive. */
final class NoWebhook implements Check {

    @Override
    public String area() {
        return "webhook";
    }

    @Override
    public List<Finding> look() {
        return List.of(Finding.skipped(
                "webhook.test-message-not-sent",
                "No test message was sent: no gateway answers here that could receive it."));
    }
}
