package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** One try of one webhook call. */
interface WebhookClient {
    String NOTIFY = "msg.notify";
    String OFFLINE = "msg.offline";
    String ONLINE_STATUS = "user.onlinestatus";

    /** Succeeds only with what this version takes for success. */
    Future<Void> send(String event, Buffer body);
}
