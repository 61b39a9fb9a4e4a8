package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * v3's manager listener with {@code auth_on}, of a server that has one user: login, all channels, a channel's members, and its messages
 * (measured; with their routes from internal/access/manager). What was given out by an earlier run is refused.
 */
final class ManagerListener {
    static final String USER = "admin";
    static final String PASSWORD = "a1234567";

    private static final int MAXIMUM_LIMIT = 500;
    private static final int DEFAULT_MESSAGES = 50;
    private static final int MAXIMUM_ITEMS = 200;
    private static final byte[] CURSOR = "WKMC\u0001".getBytes(StandardCharsets.US_ASCII);

    private final Disk disk;
    private final SimulatorOptions options;
    private final String token = UUID.randomUUID().toString();

    ManagerListener(Disk disk, SimulatorOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /** @param port 0 for any */
    Future<HttpServer> listen(Vertx vertx, int port) {
        return vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Answer answer = answer(new Call(request, body));
            request.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .end(answer.body());
        });
    }

    private Answer answer(Call call) {
        String path = call.request().path();
        if (path.equals("/manager/login")) {
            return login(call.json());
        } else if (!("Bearer " + token).equals(call.request().getHeader("Authorization"))) {
            return error(401, "unauthorized", "unauthorized");
        } else if (path.equals("/manager/messages")) {
            return messages(call);
        } else if (path.equals("/manager/channels")) {
            return channels(call);
        } else if (path.equals("/manager/webhooks/config")) {
            return webhook();
        }
        String[] parts = path.split("/", -1);
        return path.matches("/manager/channels/\\d+/[^/]+/subscribers")
                ? members(call, new ChannelKey(Api.decoded(parts[4]), Integer.parseInt(parts[3])))
                : Answer.notFound();
    }

    private Answer login(JsonObject body) {
        return USER.equals(body.getString("username")) && PASSWORD.equals(body.getString("password"))
                ? Answer.json(new JsonObject()
                        .put("username", USER)
                        .put("token_type", "Bearer")
                        .put("access_token", token)
                        .put("expires_in", 86_400))
                : error(401, "invalid_credentials", "invalid credentials");
    }

    /** Its beginning; the numbers of its queues are left out. */
    private Answer webhook() {
        return Answer.json(new JsonObject()
                .put("enabled", options.webhook().isPresent())
                .put("http_addr", options.webhook().orElse(""))
                .put("focus_events", new JsonArray(options.focusEvents())));
    }

    private Answer members(Call call, ChannelKey channel) {
        int limit = call.number("limit") == 0 ? MAXIMUM_LIMIT : call.number("limit");
        if (limit > MAXIMUM_LIMIT) {
            return error(400, "bad_request", "invalid limit");
        } else if (disk.channels.find(channel).isEmpty()) {
            return error(404, "not_found", "channel not found");
        }
        List<String> all = disk.channels.members(channel);
        int from = call.number("cursor");
        int end = Math.min(all.size(), from + limit);
        JsonArray items = new JsonArray();
        all.subList(Math.min(from, end), end).forEach(uid -> items.add(new JsonObject().put("uid", uid)));
        JsonObject page = new JsonObject().put("items", items).put("has_more", end < all.size());
        return Answer.json(end < all.size() ? page.put("next_cursor", Integer.toString(end)) : page);
    }

    private Answer messages(Call call) {
        ChannelKey channel = new ChannelKey(call.parameter("channel_id"), call.number("channel_type"));
        if (disk.log.last(channel) == 0) {
            return error(404, "not_found", "channel not found");
        }
        int limit = call.number("limit") == 0 ? DEFAULT_MESSAGES : call.number("limit");
        long below = call.parameter("cursor").isEmpty() ? Long.MAX_VALUE : below(call.parameter("cursor"));
        if (limit > MAXIMUM_ITEMS) {
            return error(400, "bad_request", "invalid limit");
        } else if (below <= 0) {
            return error(400, "bad_request", "invalid cursor");
        }
        String id = call.parameter("message_id");
        String number = call.parameter("client_msg_no");
        List<StoredMessage> rows = disk.log.all(channel).stream()
                .filter(row -> row.messageSeq() < below)
                .filter(row -> id.isEmpty() || id.equals(Long.toString(row.messageId())))
                .filter(row -> number.isEmpty() || number.equals(row.clientMsgNo()))
                .sorted(Comparator.comparingLong(StoredMessage::messageSeq).reversed())
                .toList();
        JsonArray items = new JsonArray();
        rows.stream().limit(limit).forEach(row -> items.add(ClusterRoutes.shown(row)));
        JsonObject page = new JsonObject().put("items", items).put("has_more", rows.size() > limit);
        return Answer.json(
                rows.size() > limit
                        ? page.put("next_cursor", cursor(rows.get(limit - 1).messageSeq()))
                        : page);
    }

    /** Downwards from below a number, which the cursor holds behind five bytes of its own. */
    private static String cursor(long below) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(CURSOR.length + Long.BYTES)
                        .put(CURSOR)
                        .putLong(below)
                        .array());
    }

    /** 0 for what is no cursor. */
    private static long below(String cursor) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        boolean ours = bytes.length == CURSOR.length + Long.BYTES
                && Arrays.equals(Arrays.copyOf(bytes, CURSOR.length), CURSOR);
        return ours ? ByteBuffer.wrap(bytes).getLong(CURSOR.length) : 0;
    }

    /** All that have messages, persons too, and no numbers; real cursors are made of more than a place in the list. */
    private Answer channels(Call call) {
        int limit = call.number("limit") == 0 ? DEFAULT_MESSAGES : call.number("limit");
        if (limit > MAXIMUM_ITEMS) {
            return error(400, "bad_request", "invalid limit");
        }
        List<ChannelKey> all = disk.log.channels().stream()
                .filter(channel -> !ChannelIds.isCommand(channel.channelId()))
                .toList();
        int from = call.number("cursor");
        int end = Math.min(all.size(), from + limit);
        JsonArray items = new JsonArray();
        all.subList(Math.min(from, end), end)
                .forEach(channel -> items.add(new JsonObject()
                        .put("channel_id", channel.channelId())
                        .put("channel_type", channel.channelType())
                        .put("ban", false)));
        JsonObject page = new JsonObject().put("items", items).put("has_more", end < all.size());
        return Answer.json(end < all.size() ? page.put("next_cursor", Integer.toString(end)) : page);
    }

    private static Answer error(int status, String error, String message) {
        return Answer.json(status, new JsonObject().put("error", error).put("message", message));
    }
}
