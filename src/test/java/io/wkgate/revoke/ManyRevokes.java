package io.wkgate.revoke;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Many revokes in one group while WuKongIM is killed and started again. */
final class ManyRevokes {

    static final int COUNT = 200;

    private static final int STOPS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration AWAY = Duration.ofMillis(1500);

    private ManyRevokes() {}

    /**
     * What it came to.
     *
     * @param accepted revokes
     * @param confirmed of them
     * @param marked rows
     * @param unconfirmed how many ended otherwise or not
     * @param missed how many revokes some client did not apply: it neither received the command nor finds it in
     *     /message/sync, which a client asks when it connects again
     */
    record Outcome(int accepted, long confirmed, long marked, long unconfirmed, int missed) {}

    static Outcome run(ConnectionDetails database, String version, RevokeServer.Starter starter) throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, version, starter, Map.of("WKGATE_REVOKE_BIND", "true"));
                ChatClient one = stage.users().online("u1", ChatClient.APP);
                ChatClient two = stage.users().online("u2", ChatClient.APP)) {
            stage.users().group("g-many", false, "u1", "u2");
            List<Long> messages = send(stage);
            Set<String> revokes = new HashSet<>();
            CompletableFuture<Void> back = CompletableFuture.completedFuture(null);
            for (int i = 0; i < COUNT; i++) {
                if (i % (COUNT / STOPS) == COUNT / STOPS / 2) {
                    back.join();
                    back = stop(stage);
                }
                revokes.add(accept(stage, messages.get(i)));
            }
            back.join();
            await().atMost(LIMIT).until(() -> unfinished(database) == 0);
            return new Outcome(
                    revokes.size(),
                    Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke WHERE state = 'confirmed'"),
                    Sql.number(database, "SELECT COUNT(*) FROM message WHERE is_revoked = 1"),
                    Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke WHERE state <> 'confirmed'"),
                    missed(stage, one, messages) + missed(stage, two, messages));
        }
    }

    private static List<Long> send(RevokeStage stage) {
        List<Long> messages = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            messages.add(stage.users().send("u1", "g-many", ChatCalls.GROUP));
        }
        await().atMost(LIMIT)
                .until(() -> MessageRows.byId(stage.database()).keySet().containsAll(messages));
        return messages;
    }

    /** Away for a moment, while revokes go on being asked for. */
    private static CompletableFuture<Void> stop(RevokeStage stage) {
        stage.server().kill();
        return CompletableFuture.runAsync(
                () -> stage.server().restart(),
                CompletableFuture.delayedExecutor(AWAY.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static String accept(RevokeStage stage, long message) throws Exception {
        return new GatewayApi(stage.gateway().apiPort())
                .revoke(RevokeStage.by(message, "u1", "owner").put("subscribers", JsonArray.of("u1", "u2")));
    }

    private static long unfinished(ConnectionDetails database) throws Exception {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke WHERE finished_at IS NULL");
    }

    private static int missed(RevokeStage stage, ChatClient client, List<Long> messages) {
        Set<String> left =
                messages.stream().map(id -> Long.toString(id)).collect(Collectors.toCollection(HashSet::new));
        client.revokes().forEach(revoke -> left.remove(revoke.messageId()));
        left.removeAll(stage.users().syncedRevokes(client.uid()));
        return left.size();
    }
}
