package io.wkgate.revoke;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docs/who-received-what.md}. */
final class RevokeTablePage {

    private static final String HEAD = """
            # Who received what

            <!-- Made by RevokesOnRealServersTest from docs/real-runs/revokes/; a test says when it is stale. -->

            Real WuKongIM servers with real clients that speak its binary protocol over WebSocket: `u1` is online with two devices,
            `u2` with one, `u3` is away. A message is sent and stored, wkgate is asked to revoke it, and each cell says how that ended
            and whom the command reached: how many of the channel's devices that were online acted on the right channel, and whether
            who was away found it through `/message/sync` afterwards. `revoke.bind` was on, which only WuKongIM 3 knows. In every case
            the row was marked once, and `/message/sync` answered 200 for every user.

            """;

    private RevokeTablePage() {}

    static String of(List<String> versions, Map<String, Map<String, JsonObject>> byScenario, String runs) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| revoked | ").append(String.join(" | ", versions)).append(" |\n");
        page.append("|---|").append("---|".repeat(versions.size())).append("\n");
        Map<String, Integer> notes = new LinkedHashMap<>();
        byScenario.forEach((scenario, results) -> {
            page.append("| ").append(scenario);
            for (String version : versions) {
                JsonObject result = results.get(version);
                page.append(" | ").append(result == null ? "–" : cell(result, notes));
            }
            page.append(" |\n");
        });
        page.append("\nWhat the answer says where somebody is left out:\n\n");
        notes.forEach(
                (note, number) -> page.append(number).append(". ").append(note).append("\n"));
        return page.append("\nWhen it ran (UTC):\n\n").append(runs).toString();
    }

    private static String cell(JsonObject result, Map<String, Integer> notes) {
        JsonArray expected = result.getJsonArray("expected");
        long reached = expected.stream()
                .filter(device -> result.getJsonObject("online").containsKey(device.toString()))
                .count();
        StringBuilder cell = new StringBuilder(result.getString("state"))
                .append("; online ")
                .append(reached)
                .append(" of ")
                .append(expected.size());
        if (!result.getJsonArray("away").isEmpty()) {
            cell.append(result.getJsonArray("later").isEmpty() ? "; away: no" : "; away: yes");
        }
        result.getJsonArray("notes").forEach(note -> {
            int next = notes.size() + 1;
            cell.append(" (")
                    .append(notes.computeIfAbsent(note.toString(), unseen -> next))
                    .append(")");
        });
        return cell.toString();
    }
}
