package io.wkgate.ops;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.gap.SweepOrder;
import io.wkgate.web.BadInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what an operator orders. A member that is not known is a mistake: a slip must not mean more than was meant.
 *
 * @param reason who wants it
 */
record SweepOrderJson(SweepOrder order, String reason) {

    private static final int LONGEST_REASON = 500;
    private static final String UNSAID = "an operator";

    /** @throws BadInput if it is no order */
    static SweepOrderJson read(String text) {
        try {
            return read(new JsonObject(text));
        } catch (DecodeException e) {
            throw new BadInput("body", "not a JSON object");
        }
    }

    private static SweepOrderJson read(JsonObject json) {
        Members body = new Members(json, "");
        String kind = body.text("kind").orElse("");
        SweepOrder order = switch (kind) {
            case "channel" -> channel(body);
            case "since" -> since(body);
            case "known" -> new SweepOrder.AllKnown();
            case "history" -> history(body);
            default -> throw new BadInput("kind", "not channel, since, known or history");
        };
        String reason = body.text("reason").filter(given -> !given.isBlank()).orElse(UNSAID);
        if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
            throw new BadInput("reason", "longer than " + LONGEST_REASON + " characters");
        }
        body.nothingElse();
        return new SweepOrderJson(order, reason);
    }

    private static SweepOrder channel(Members body) {
        ChannelKey channel = body.channel();
        OptionalLong from = body.seq("from");
        OptionalLong to = body.seq("to");
        if (from.isPresent() && to.isPresent() && to.getAsLong() < from.getAsLong()) {
            throw new BadInput("to", "lower than from");
        }
        return new SweepOrder.OneChannel(channel, from, to);
    }

    private static SweepOrder since(Members body) {
        String text = body.text("since").orElse("");
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return new SweepOrder.Since(time);
        } catch (DateTimeException e) {
            throw new BadInput("since", "not a time such as 2026-11-22T09:35:00Z");
        }
    }

    private static SweepOrder history(Members body) {
        Optional<JsonArray> given = body.array("channels");
        if (given.isEmpty()) {
            return new SweepOrder.History(List.of());
        }
        if (given.get().isEmpty()) {
            throw new BadInput("channels", "empty: leave it out for all of them");
        }
        List<ChannelKey> channels = new ArrayList<>();
        for (Object item : given.get()) {
            String at = "channels[" + channels.size() + "]";
            if (!(item instanceof JsonObject object)) {
                throw new BadInput(at, "not an object with channel_type and channel_id");
            }
            Members members = new Members(object, at + ".");
            channels.add(members.channel());
            members.nothingElse();
        }
        return new SweepOrder.History(channels.stream().distinct().toList());
    }
}
