package io.wkgate.compat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A matrix of four features and three versions that are made up, with every support and every kind of evidence in it. */
public final class SampleMatrix {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private SampleMatrix() {}

    public static Matrix make() {
        return of("A msg.notify that is refused", "It is away <b>& gone</b>");
    }

    /** One whose texts try to be markup. */
    static Matrix hostile(String text) {
        return of(text, text);
    }

    private static Matrix of(String title, String why) {
        List<FeatureGroup> groups = List.of(
                new FeatureGroup(
                        "delivery",
                        new Text("Webhook delivery", "Webhook 投递"),
                        List.of(
                                feature(
                                        "delivery.tries",
                                        new Text(title, "被拒绝的 msg.notify"),
                                        new Text(why, "离开更久的消费者会丢消息"),
                                        outcome(
                                                "dropped",
                                                Support.THROUGH_WKGATE,
                                                "{tries} tries, then dropped",
                                                "尝试 {tries} 次后丢弃")),
                                feature(
                                        "delivery.restart",
                                        new Text("A restart of WuKongIM", "WuKongIM 重启"),
                                        new Text("Messages in flight are lost.", "途中的消息会丢失。"),
                                        outcome("sent-again", Support.WORKS, "sent again", "会重新发送"),
                                        outcome("lost", Support.DEGRADED, "what was in flight is lost", "途中的会丢失")))),
                new FeatureGroup(
                        "revoke",
                        new Text("Revoking", "撤回"),
                        List.of(
                                feature(
                                        "revoke.group",
                                        new Text("Revoke in a group", "群内撤回"),
                                        new Text("The others go on reading it.", "其他人仍能看到。"),
                                        outcome("all", Support.WORKS, "reaches all", "所有人收到"),
                                        outcome("nobody", Support.IMPOSSIBLE, "reaches nobody", "没有人收到")),
                                feature(
                                        "revoke.offline",
                                        new Text("Revoke for who is offline", "离线成员的撤回"),
                                        new Text("They see it later.", "他们稍后会看到。"),
                                        outcome("synced", Support.WORKS, "comes with the sync", "随同步到达"),
                                        outcome(
                                                "opened",
                                                Support.DEGRADED,
                                                "only when the channel is opened",
                                                "打开频道时才会")))));
        return new Matrix(
                groups,
                List.of(
                        version("v1.2.6", "v1.2.6", "1.2", 2023, "dropped", "sent-again", "all", "synced"),
                        version("v2.0.4", "v2.0.4-beta-20240904", "2.x", 2024, "dropped", "lost", "all", "synced"),
                        version(
                                "v3-20260823",
                                "main of 2026-08-23",
                                "3.x",
                                2026,
                                "dropped",
                                "lost",
                                "nobody",
                                "opened")),
                List.of(new Release("v2.0.7-20241012", "2.x", LocalDate.of(2024, 10, 12), "v2.0.4")));
    }

    private static Feature feature(String id, Text title, Text why, Outcome... outcomes) {
        Map<String, Outcome> byId = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            byId.put(outcome.id(), outcome);
        }
        return new Feature(id, title, why, byId);
    }

    private static Outcome outcome(String id, Support support, String en, String zh) {
        return new Outcome(
                id,
                support,
                new Text(en, zh),
                support == Support.WORKS
                        ? Optional.empty()
                        : Optional.of(new Text("repairs it from the log", "从日志中补回")));
    }

    private static MeasuredVersion version(String name, String tag, String line, int year, String... outcomes) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        List<String> features = List.of("delivery.tries", "delivery.restart", "revoke.group", "revoke.offline");
        for (int i = 0; i < outcomes.length; i++) {
            Map<String, String> facts = i == 0 ? Map.of("tries", line.equals("3.x") ? "3" : "5") : Map.of();
            cells.put(features.get(i), new Cell(features.get(i), outcomes[i], facts, evidence(name)));
        }
        return new MeasuredVersion(name, tag, line, LocalDate.of(year, 9, 4), cells);
    }

    private static List<Evidence> evidence(String version) {
        return List.of(
                new Evidence.Recording(version + "/webhooks.jsonl", DAY),
                new Evidence.RealRun("docs/real-runs/compat/" + version + ".json", DAY),
                new Evidence.Test("io.wkgate.relay.OrderTest#inOrder", DAY));
    }
}
