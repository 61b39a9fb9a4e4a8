package io.wkgate.boot;

import io.wkgate.store.AccessKeys;

/**
 * Where a gateway listens.
 *
 * @param grpcPort 0 if gRPC is off
 * @param token the secret segment of the webhook's address
 * @param opsKey the bearer key of the ops listener
 */
public record Listeners(int httpPort, int grpcPort, int opsPort, AccessKeys.Made token, AccessKeys.Made opsKey) {}
