package io.wkgate.ops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.web.BadInput;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The members of a JSON object, typed, and whether there are others. Every method throws {@link BadInput}. */
final class Members {

    private final JsonObject json;
    private final String where;
    private final Set<String> read = new TreeSet<>();

    /** @param where what stands before a member's name when it is named, such as {@code channels[0].} */
    Members(JsonObject json, String where) {
        this.json = json;
        this.where = where;
    }

    Optional<String> text(String name) {
        return member(name, String.class, "not a text");
    }

    Optional<JsonArray> array(String name) {
        return member(name, JsonArray.class, "not an array");
    }

    /** A message's number. */
    OptionalLong seq(String name) {
        Optional<Long> number = whole(name);
        if (number.isPresent() && number.get() < 1) {
            throw new BadInput(where + name, "not a whole number from 1 on");
        }
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** The channel that channel_type, channel_id and perhaps uid name. */
    ChannelKey channel() {
        return GivenChannel.of(where, whole("channel_type"), text("channel_id"), text("uid"));
    }

    private Optional<Long> whole(String name) {
        Optional<Number> number = member(name, Number.class, "not a whole number");
        if (number.isPresent() && !(number.get() instanceof Integer || number.get() instanceof Long)) {
            throw new BadInput(where + name, "not a whole number");
        }
        return number.map(Number::longValue);
    }

    private <T> Optional<T> member(String name, Class<T> type, String mistake) {
        read.add(name);
        Object value = json.getValue(name);
        if (value != null && !type.isInstance(value)) {
            throw new BadInput(where + name, mistake);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    /** There is no member that nobody asked for. */
    void nothingElse() {
        for (String name : json.fieldNames()) {
            if (!read.contains(name)) {
                throw new BadInput(where + name, "not one of " + String.join(", ", read));
            }
        }
    }
}
