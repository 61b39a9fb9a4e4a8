package io.wkgate.boot;

import io.wkgate.store.AccessKeys;

/**
 * Where a gateway listens.
 *
 * @param grpcPort 0 if gRPC is off
 * @param token the secret segment of the webhook's address
 * @param apiKey the key of the api listener
 * @param opsKey the bearer key of the ops listener
 */
public record Listeners(
        int httpPort,
        int grpcPort,
        int apiPort,
        int opsPort,
        AccessKeys.Made token,
        AccessKeys.Made apiKey,
        AccessKeys.Made opsKey) {}
