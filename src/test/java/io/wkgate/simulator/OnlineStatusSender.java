package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/** user.onlinestatus: its own loop, one request at a time, with the same tries as msg.notify. */
final class OnlineStatusSender {
    private final DeliveryRules rules;
    private final Calls calls;
    private final ScaledTime time;
    private final Tally tally;
    private final List<String> records = new ArrayList<>();
    private boolean stopped;

    OnlineStatusSender(DeliveryRules rules, Calls calls, ScaledTime time, Tally tally) {
        this.rules = rules;
        this.calls = calls;
        this.time = time;
        this.tally = tally;
    }

    void start() {
        look();
    }

    void offer(String record) {
        records.add(record);
    }

    void stop() {
        stopped = true;
        tally.dropOnlineStatus(records.size());
        records.clear();
    }

    private void look() {
        if (stopped) {
            return;
        }
        if (records.isEmpty()) {
            time.after(DeliveryRules.ONLINE_INTERVAL, this::look);
        } else {
            push(List.copyOf(records), 1);
        }
    }

    private void push(List<String> batch, int attempt) {
        if (stopped) {
            return;
        }
        calls.once(WebhookClient.ONLINE_STATUS, GoJson.encode(new JsonArray(batch)))
                .onComplete(sent -> {
                    if (stopped) {
                        return;
                    }
                    if (sent.failed() && attempt < rules.notifyTries()) {
                        time.after(rules.pause(), () -> push(batch, attempt + 1));
                        return;
                    }
                    if (sent.failed()) {
                        tally.dropOnlineStatus(batch.size());
                    }
                    records.subList(0, batch.size()).clear();
                    look();
                });
    }
}
