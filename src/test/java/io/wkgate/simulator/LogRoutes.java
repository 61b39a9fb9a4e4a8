package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reading upstream's log on v1 and v2. */
final class LogRoutes {
    private static final int MAXIMUM_LIMIT = 10_000;
    private static final long LARGEST_NUMBER_OF_ONE = 4_294_967_295L;

    private final Profile profile;
    private final MessageLog log;
    private final Bodies bodies;

    LogRoutes(Profile profile, MessageLog log, Bodies bodies) {
        this.profile = profile;
        this.log = log;
        this.bodies = bodies;
    }

    void addTo(Api api) {
        api.on("POST /channel/messagesync", this::sync)
                .on("POST /messages", this::search)
                .on("GET /channel/max_message_seq", this::maximum)
                .on("GET /channel/last_message", this::last)
                .on("GET /message/byclientmsgno", this::byClientMsgNo);
    }

    /** v2 loses the header of the first row it reads, however it reads. */
    static List<StoredMessage> asRead(Profile profile, List<StoredMessage> rows) {
        if (!profile.has(Trait.FIRST_ROW_LOSES_HEADER) || rows.isEmpty()) {
            return rows;
        }
        List<StoredMessage> read = new ArrayList<>(rows);
        read.set(0, rows.get(0).withHeader(Header.NONE));
        return read;
    }

    private Answer sync(Call call) {
        JsonObject body = call.json();
        String loginUid = body.getString("login_uid", "");
        ChannelKey asked = Call.channel(body);
        if (profile.line() == Line.TWO && asked.channelId().isBlank()) {
            return Answer.refused("channel_id不能为空！");
        }
        if (profile.line() == Line.TWO && loginUid.isBlank()) {
            return Answer.refused("login_uid不能为空！");
        }
        ChannelKey channel = logged(asked, loginUid);
        long start = body.getLong("start_message_seq", 0L);
        long end = body.getLong("end_message_seq", 0L);
        if (profile.line() == Line.ONE && Math.max(start, end) > LARGEST_NUMBER_OF_ONE) {
            return Answer.refused("数据格式有误！");
        }
        int askedLimit = Math.min(body.getInteger("limit", 0), MAXIMUM_LIMIT);
        if (log.last(channel) == 0 && (profile == Profile.V2_0_4 || profile == Profile.V2_0_10)) {
            // The early v2 does not even repeat the numbers for a channel that it does not know.
            return page(0, 0, false, List.of(), loginUid);
        }
        // No limit is none on v2 and nothing on v1.
        int limit = askedLimit == 0 && profile.line() == Line.TWO ? MAXIMUM_LIMIT : askedLimit;
        boolean up = body.getInteger("pull_mode", 0) == 1;
        Optional<String> refusal = up ? Optional.empty() : refusal(start, end);
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        List<StoredMessage> rows = asRead(profile, rows(channel, start, end, limit, up));
        boolean more = rows.size() >= askedLimit;
        if (!rows.isEmpty() && end != 0) {
            long edge =
                    up ? rows.get(rows.size() - 1).messageSeq() : rows.get(0).messageSeq();
            more = more && edge != end;
        }
        boolean unknown = profile.line() == Line.TWO && log.last(channel) == 0;
        return page(start, end, more && !unknown, rows, loginUid);
    }

    private List<StoredMessage> rows(ChannelKey channel, long start, long end, int limit, boolean up) {
        if (start == 0 && end == 0) {
            return log.newest(channel, limit);
        }
        if (up) {
            return log.upwards(channel, start, end, limit);
        }
        // A page downwards is a window of numbers, so that one far above the newest is empty (measured on all four).
        return end > start ? List.of() : log.downwards(channel, start, Math.max(end, start - limit), limit);
    }

    /** Measured: v2.2.5 answers nothing where the others complain. */
    private Optional<String> refusal(long start, long end) {
        if (end == 0 || end <= start || profile == Profile.V2_2_5) {
            return Optional.empty();
        } else if (profile.line() == Line.ONE) {
            return start == 0 ? Optional.of("start messageSeq must be greater than 0") : Optional.empty();
        }
        return Optional.of(
                start == 0
                        ? "start messageSeq[0] must be greater than 0"
                        : "end messageSeq[" + end + "] must be less than start messageSeq[" + start + "]");
    }

    private Answer search(Call call) {
        JsonObject body = call.json();
        String loginUid = body.getString("login_uid", "");
        ChannelKey asked = Call.channel(body);
        if (asked.channelId().isBlank()) {
            return Answer.refused("channel_id不能为空！");
        }
        Set<Long> seqs = numbers(body, "message_seqs");
        if (profile.line() == Line.ONE && seqs.isEmpty()) {
            return Answer.refused("message_seqs不能为空！");
        }
        Set<Long> ids = numbers(body, "message_ids");
        Set<String> clientMsgNos = Set.copyOf(Call.uids(body, "client_msg_nos"));
        boolean all = profile.line() == Line.TWO;
        Predicate<StoredMessage> wanted = row -> seqs.contains(row.messageSeq())
                || all && (ids.contains(row.messageId()) || clientMsgNos.contains(row.clientMsgNo()));
        // Every row is read on its own here, so on v2 every one loses its header.
        // v2 finds an id in whatever channel it is, commands too (measured on v2.0.4, v2.0.10 and v2.2.5).
        List<StoredMessage> searched = all && !ids.isEmpty() ? log.all() : log.all(logged(asked, loginUid));
        List<StoredMessage> rows = searched.stream()
                .filter(wanted)
                .map(row -> asRead(profile, List.of(row)).get(0))
                .toList();
        return page(0, 0, false, rows, loginUid);
    }

    private Answer maximum(Call call) {
        ChannelKey named = new ChannelKey(call.parameter("channel_id"), call.number("channel_type"));
        if (named.channelId().isEmpty()) {
            return Answer.refused("channel_id不能为空");
        }
        String loginUid = call.parameter("login_uid");
        boolean peer = profile.has(Trait.UNKNOWN_CHANNEL_HAS_NO_MAXIMUM)
                && named.channelId().indexOf('@') < 0
                && !loginUid.isEmpty();
        // Only v2.2.5 knows login_uid here.
        ChannelKey channel = peer ? logged(named, loginUid) : named;
        boolean unknown = log.last(channel) == 0;
        if (profile.has(Trait.UNKNOWN_CHANNEL_HAS_NO_MAXIMUM)) {
            if (channel.channelType() == ChannelIds.PERSON
                    && channel.channelId().indexOf('@') < 0
                    && loginUid.isEmpty()) {
                return Answer.refused("login_uid不能为空");
            }
            if (unknown) {
                return Answer.refused("not found");
            }
        }
        return Answer.json(new JsonObject().put("message_seq", log.last(channel)));
    }

    private Answer last(Call call) {
        if (call.parameter("channel_id").isEmpty()) {
            return Answer.refused("channel_id不能为空");
        }
        String loginUid = call.parameter("login_uid");
        List<StoredMessage> rows = log.newest(logged(asked(call), loginUid), 1);
        return rows.isEmpty() ? Answer.json(new JsonObject().put("status", 404)) : single(rows, loginUid);
    }

    private Answer byClientMsgNo(Call call) {
        String loginUid = call.parameter("login_uid");
        List<StoredMessage> rows = log.all(logged(asked(call), loginUid)).stream()
                .filter(row -> row.clientMsgNo().equals(call.parameter("client_msg_no")))
                .limit(1)
                .toList();
        return rows.isEmpty() ? Answer.json(new JsonObject().put("status", 404)) : single(rows, loginUid);
    }

    private Answer single(List<StoredMessage> rows, String loginUid) {
        return Answer.json(bodies.synced(asRead(profile, rows).get(0), loginUid));
    }

    private static ChannelKey asked(Call call) {
        return new ChannelKey(call.parameter("channel_id"), call.number("channel_type"));
    }

    private static ChannelKey logged(ChannelKey asked, String loginUid) {
        return asked.channelType() == ChannelIds.PERSON
                ? new ChannelKey(ChannelIds.joined(loginUid, asked.channelId()), ChannelIds.PERSON)
                : asked;
    }

    private static Set<Long> numbers(JsonObject body, String name) {
        return body.getJsonArray(name, new JsonArray()).stream()
                .map(value -> ((Number) value).longValue())
                .collect(Collectors.toSet());
    }

    private Answer page(long start, long end, boolean more, List<StoredMessage> rows, String loginUid) {
        JsonArray messages = new JsonArray();
        rows.forEach(row -> messages.add(bodies.synced(row, loginUid)));
        return Answer.json(new JsonObject()
                .put("start_message_seq", start)
                .put("end_message_seq", end)
                .put("more", more ? 1 : 0)
                .put("messages", messages));
    }
}
