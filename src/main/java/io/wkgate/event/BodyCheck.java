package io.wkgate.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Whether a body other than msg.notify's is of the form that its kind has on every version (webhooks.jsonl). */
public final class BodyCheck {

    private BodyCheck() {}

    /** What is wrong with it, if anything. An event of a kind that is not known may be anything. */
    public static Optional<Refusal> refuses(EventKind kind, byte[] body) {
        return switch (kind) {
            case MSG_OFFLINE -> startsWith(JsonToken.START_OBJECT, "not a JSON object", body);
            case USER_ONLINESTATUS -> startsWith(JsonToken.START_ARRAY, "not a JSON array", body);
            case MSG_NOTIFY, OTHER -> Optional.empty();
        };
    }

    private static Optional<Refusal> startsWith(JsonToken wanted, String otherwise, byte[] body) {
        if (body.length == 0) {
            return Optional.of(new Refusal("body", "empty"));
        }
        try (JsonParser json = WireJson.FACTORY.createParser(body)) {
            if (json.nextToken() != wanted) {
                return Optional.of(new Refusal("body", otherwise));
            }
            json.skipChildren();
            // A parser that meets the end inside an object has thrown by now.
            return json.nextToken() == null ? Optional.empty() : Optional.of(new Refusal("body", "text after its end"));
        } catch (IOException e) {
            return Optional.of(new Refusal("body", "not JSON"));
        }
    }
}
