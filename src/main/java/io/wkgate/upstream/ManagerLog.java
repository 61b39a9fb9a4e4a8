package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.NotifyEntry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * v3's log by its manager listener: every channel's messages with their real timestamps, to nobody in particular, and the
 * list of all channels. Its rows hold no header and no setting; v3's chat messages have none of their header anyway, and its
 * commands are kept in channels of their own.
 */
final class ManagerLog implements LineLog, LogSearch {

    /** As many as it gives at once. */
    private static final int PAGE = 200;

    /** Before the number in a cursor (source: encodeMessageCursor). */
    private static final String CURSOR = "WKMC\u0001";

    private final ManagerApi api;

    ManagerLog(ManagerApi api) {
        this.api = api;
    }

    /**
     * {@code GET /manager/messages}, downwards. Its cursor is the number below which the page begins; that of a page which
     * nobody gave out works as well (measured, also above the newest).
     */
    @Override
    public Future<LogAnswer> page(UpstreamCall node, LogRequest request) {
        int limit = Math.min(request.limit(), PAGE);
        Map<String, String> parameters =
                channel(request.channel(), request.channel().id(), limit);
        if (request.end() > 0) {
            parameters.put("cursor", cursor(request.end() + 1));
        }
        return api.get(UpstreamRequest.get("/manager/messages", parameters))
                .map(answer -> page(answer, request, limit))
                .recover(thrown -> isUnknownChannel(thrown)
                        ? Future.succeededFuture(new LogAnswer.Page(
                                List.of(), List.of(), OptionalLong.empty(), OptionalLong.empty(), false))
                        : Future.failedFuture(thrown));
    }

    private static LogAnswer page(UpstreamAnswer answer, LogRequest request, int limit) {
        List<LogRow> rows = new ArrayList<>(LogRows.of(answer, "items").rows());
        Collections.reverse(rows);
        CheckedRows checked = CheckedRows.of(rows, request.channel(), request.end(), limit);
        boolean more = hasMore(answer.json().orElseThrow(LogRows::notUnderstood));
        if (more && checked.lowest().isEmpty()) {
            throw LogRows.notUnderstood();
        }
        return checked.page(request.channel(), NotifyEntry.THREE, more ? checked.lowest() : OptionalLong.of(1), more);
    }

    private static boolean hasMore(JsonObject body) {
        if (body.getValue("has_more") instanceof Boolean more) {
            return more;
        }
        throw LogRows.notUnderstood();
    }

    private static String cursor(long below) {
        byte[] bytes = Buffer.buffer(CURSOR).appendLong(below).getBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Future<Newest> newest(UpstreamCall node, ChannelKey channel, List<String> readers) {
        return page(node, new LogRequest(channel, 0, 1, Optional.empty()))
                .map(answer -> NewestNumber.of(answer)
                        .orElseGet(() -> new Newest.Unknown("the manager listener knows no message of it")));
    }

    @Override
    public boolean listsChannels() {
        return true;
    }

    /** {@code GET /manager/channels}, persons too; it tells no numbers. */
    @Override
    public Future<ListedChannels> channels(UpstreamCall node, Optional<String> page) {
        Map<String, String> parameters = new HashMap<>(Map.of("limit", Integer.toString(PAGE)));
        page.ifPresent(cursor -> parameters.put("cursor", cursor));
        return api.get(UpstreamRequest.get("/manager/channels", parameters)).map(answer -> {
            JsonObject body = answer.json()
                    .filter(json -> json.getValue("items") instanceof JsonArray)
                    .orElseThrow(LogRows::notUnderstood);
            List<ListedChannel> channels = body.getJsonArray("items").stream()
                    .map(row -> row instanceof JsonObject json ? json : new JsonObject())
                    .map(json -> ListedRow.of(json, "last_msg_seq").orElseThrow(LogRows::notUnderstood))
                    .map(ListedRow::channel)
                    .flatMap(Optional::stream)
                    .toList();
            Optional<String> next = hasMore(body)
                    ? Optional.of(body.getString("next_cursor", "")).filter(cursor -> !cursor.isEmpty())
                    : Optional.empty();
            return new ListedChannels(channels, next.filter(cursor -> !cursor.equals(page.orElse(""))));
        });
    }

    /** By the API's listener: this one does not tell. */
    @Override
    public Future<Vitals> vitals(UpstreamCall node) {
        return TopWindow.ask(node);
    }

    /** Its messages hold no header, so a command is known by the channel in which it is kept. */
    @Override
    public Future<LookupResult> find(UpstreamCall node, MessageQuery query) {
        return find(query, query.channel().id()).compose(hits -> {
            if (!hits.isEmpty()) {
                return Future.succeededFuture(new LookupResult.Found(hits));
            }
            return find(query, query.channel().id() + LogRows.COMMANDS)
                    .map(commands -> commands.isEmpty()
                            ? new LookupResult.NotThere("upstream's log has no such message in that channel")
                            : new LookupResult.IsCommand());
        });
    }

    private Future<List<Entry.Accepted>> find(MessageQuery query, String channelId) {
        Map<String, String> parameters = channel(query.channel(), channelId, 10);
        query.messageId().ifPresent(id -> parameters.put("message_id", Long.toString(id)));
        query.clientMsgNo().ifPresent(number -> parameters.put("client_msg_no", number));
        return api.get(UpstreamRequest.get("/manager/messages", parameters))
                .map(answer ->
                        LogRows.of(answer, "items")
                                .entries(NotifyEntry.THREE, read -> LogRow.in(read, query.channel()))
                                .stream()
                                .filter(query::matches)
                                .toList())
                .recover(thrown ->
                        isUnknownChannel(thrown) ? Future.succeededFuture(List.of()) : Future.failedFuture(thrown));
    }

    private static Map<String, String> channel(ChannelKey channel, String id, int limit) {
        return new HashMap<>(Map.of(
                "channel_id", id, "channel_type", Integer.toString(channel.type()), "limit", Integer.toString(limit)));
    }

    /** 404 {@code {"error":"not_found","message":"channel not found"}}: a channel without any message, or command. */
    private static boolean isUnknownChannel(Throwable thrown) {
        return UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered answered
                && answered.answer().status() == 404
                && answered.answer()
                        .json()
                        .filter(body -> "not_found".equals(body.getValue("error")))
                        .isPresent();
    }
}
