package io.wkgate.doctor;

import io.wkgate.intake.WebhookSigns.Seen;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The listener for the webhook in this process.
 *
 * @param seen what came to it
 * @param httpPort where it listens
 */
public record RunningWebhook(Supplier<Seen> seen, IntSupplier httpPort, IntSupplier grpcPort) {}
