package io.wkgate.replicas;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Users of a WuKongIM who regret: each of their messages is revoked a moment after it was sent, by its sender or by the
 * group's owner. A business server that gets no answer, or 503, asks again.
 */
final class Revoking {

    private static final Duration PACE = Duration.ofMillis(400);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int BEHIND = 3;
    private static final int GROUPS = 4;

    private final HttpClient client = PlainHttp.client();
    private final ChatCalls chat;
    private final URI revokes;
    private final Queue<Said> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private int asked;
    private volatile boolean ending;

    private record Said(long id, String group) {}

    /** @param apiPort where business servers reach the replicas */
    Revoking(String upstream, int apiPort) {
        chat = new ChatCalls(upstream);
        revokes = URI.create("http://127.0.0.1:" + apiPort + "/v1/revokes");
        for (String uid : List.of("u1", "u2", "u3")) {
            chat.token(uid, 1);
        }
        for (int group = 0; group < GROUPS; group++) {
            chat.group("regret" + group, false, "u1", "u2", "u3");
        }
        thread = new Thread(this::run, "revoking");
    }

    void start() {
        thread.start();
    }

    /** Revokes what is left; the ids of all the messages. */
    List<Long> end() throws InterruptedException {
        ending = true;
        thread.join();
        return sent.stream().map(Said::id).toList();
    }

    /** What was answered to requests that should have been accepted. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private void run() {
        List<Said> waiting = new ArrayList<>();
        try {
            while (!ending || !waiting.isEmpty()) {
                if (!ending) {
                    Said said = send("regret" + sent.size() % GROUPS);
                    sent.add(said);
                    waiting.add(said);
                    Thread.sleep(PACE.toMillis());
                }
                if (ending || waiting.size() > BEHIND) {
                    revoke(waiting.remove(0));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Said send(String group) {
        HttpResponse<String> answer = chat.send(
                ChatCalls.channel(group, ChatCalls.GROUP),
                "u1",
                ChatCalls.header(false, true, false),
                UUID.randomUUID().toString(),
                "{\"type\":1,\"content\":\"hello\"}");
        return new Said(new JsonObject(answer.body()).getJsonObject("data").getLong("message_id"), group);
    }

    /** With its channel, for the webhook may not have told of it yet. */
    private void revoke(Said said) throws InterruptedException {
        boolean byOwner = asked++ % 2 == 0;
        String request = ChatCalls.channel(said.group(), ChatCalls.GROUP)
                .put("message_id", Long.toString(said.id()))
                .put(
                        "operator",
                        new JsonObject().put("uid", byOwner ? "u2" : "u1").put("role", byOwner ? "owner" : "member"))
                .encode();
        while (true) {
            try {
                HttpResponse<String> answer = post(request);
                if (answer.statusCode() / 100 == 2) {
                    return;
                } else if (answer.statusCode() / 100 == 4) {
                    refused.add(answer.statusCode() + " " + answer.body());
                    return;
                }
            } catch (IOException broken) {
                // As 503: somebody else may answer.
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private HttpResponse<String> post(String request) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(revokes)
                        .timeout(ANSWER)
                        .header("Authorization", "Bearer " + TestGateway.API_KEY)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
