package io.wkgate.repair;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The log as one of the first members pages through it, from number 1 upwards. */
final class SyncedLog implements LogReader {

    private static final int LIMIT = 500;

    private final JsonCalls calls;

    SyncedLog(String api) {
        calls = new JsonCalls(api);
    }

    @Override
    public List<LoggedMessage> read(Room room) throws Exception {
        String reader = room.users().get(0);
        List<LoggedMessage> log = new ArrayList<>();
        boolean more = true;
        while (more) {
            long from = log.isEmpty() ? 1 : log.get(log.size() - 1).seq() + 1;
            JsonObject page = calls.post(
                            "/channel/messagesync",
                            new JsonObject()
                                    .put("login_uid", reader)
                                    .put("channel_id", room.nameFor(reader))
                                    .put("channel_type", room.type())
                                    .put("start_message_seq", from)
                                    .put("end_message_seq", 0)
                                    .put("limit", LIMIT)
                                    .put("pull_mode", 1))
                    .json();
            JsonArray messages = page.getJsonArray("messages", new JsonArray());
            for (int i = 0; i < messages.size(); i++) {
                log.add(LoggedMessage.of(messages.getJsonObject(i), room.key()));
            }
            more = messages.size() == LIMIT;
        }
        return log;
    }
}
