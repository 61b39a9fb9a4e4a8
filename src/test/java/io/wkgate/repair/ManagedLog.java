package io.wkgate.repair;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The log as v3's manager listener shows it, to whom it asks for a login or not. */
final class ManagedLog implements LogReader {

    static final String USER = "admin";
    static final String PASSWORD = "a1234567";

    private static final int LIMIT = 200;

    private final JsonCalls calls;
    private String token = "";

    ManagedLog(String manager) {
        calls = new JsonCalls(manager);
    }

    @Override
    public List<LoggedMessage> read(Room room) throws Exception {
        List<LoggedMessage> log = new ArrayList<>();
        String cursor = "";
        do {
            JsonCalls.Answer answer = page(room, cursor);
            if (answer.status() == 404) {
                return List.of();
            }
            JsonArray items = answer.json().getJsonArray("items");
            for (int i = 0; i < items.size(); i++) {
                log.add(LoggedMessage.of(items.getJsonObject(i), room.key()));
            }
            cursor = answer.json().getString("next_cursor", "");
        } while (!cursor.isEmpty());
        return log;
    }

    private JsonCalls.Answer page(Room room, String cursor) throws Exception {
        String path = "/manager/messages?limit=" + LIMIT + "&channel_type=" + room.type() + "&channel_id="
                + encoded(room.key().id()) + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor));
        JsonCalls.Answer answer = calls.get(path, token);
        if (answer.status() != 401) {
            return answer;
        }
        token = calls.post(
                        "/manager/login", new JsonObject().put("username", USER).put("password", PASSWORD))
                .json()
                .getString("access_token");
        return calls.get(path, token);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
