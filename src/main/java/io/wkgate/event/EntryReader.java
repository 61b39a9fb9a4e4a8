package io.wkgate.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads one entry of a msg.notify. It tolerates fields it does not know and fields that are missing, but not a message
 * without an id, and it never throws: what cannot be read is {@link Entry.Refused}.
 */
public final class EntryReader {

    private static final String WHOLE = "entry";
    private static final String NOT_AN_OBJECT = "not a JSON object";
    private static final String AFTER_END = "text after its end";

    /** @param bytes the JSON of one entry, complete */
    public Entry read(byte[] bytes) {
        try (JsonParser json = WireJson.FACTORY.createParser(bytes)) {
            return new Entry.Accepted(read(json), Buffer.buffer(bytes));
        } catch (FieldException e) {
            // A field that is wrong must not hide damage behind it, for then other messages may stand there.
            return refused(damage(bytes).orElse(e.refusal()), bytes);
        } catch (IOException e) {
            return refused(notJson(e, bytes.length), bytes);
        }
    }

    /** Whether it says that the bytes are not one JSON value, so that they may hold others that are. */
    static boolean isDamage(Refusal refusal) {
        return refusal.field().equals(WHOLE) && !refusal.reason().equals(NOT_AN_OBJECT);
    }

    /** Whether the bytes are one JSON object and nothing else. */
    boolean isObject(byte[] bytes) {
        try (JsonParser json = WireJson.FACTORY.createParser(bytes)) {
            return json.nextToken() == JsonToken.START_OBJECT && damage(bytes).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Refusal> damage(byte[] bytes) {
        try (JsonParser json = WireJson.FACTORY.createParser(bytes)) {
            json.nextToken();
            json.skipChildren();
            return json.nextToken() == null ? Optional.empty() : Optional.of(new Refusal(WHOLE, AFTER_END));
        } catch (IOException e) {
            return Optional.of(notJson(e, bytes.length));
        }
    }

    /**
     * Where the JSON object that begins at a position ends.
     *
     * @return the position behind it, or, negated, how far it could be read
     */
    int endOfObject(byte[] bytes, int from) {
        try (JsonParser json = WireJson.FACTORY.createParser(bytes, from, bytes.length - from)) {
            json.nextToken();
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT
                    ? from + (int) json.currentLocation().getByteOffset()
                    : -bytes.length;
        } catch (StreamReadException e) {
            return -Math.min(bytes.length, from + Math.max(1, position(e, bytes.length)));
        } catch (IOException e) {
            return -bytes.length;
        }
    }

    private static Entry refused(Refusal refusal, byte[] bytes) {
        return new Entry.Refused(refusal, Buffer.buffer(bytes), bytes.length);
    }

    private static Refusal notJson(IOException e, int length) {
        // Jackson's own message quotes the content.
        return e instanceof StreamReadException located
                ? new Refusal(WHOLE, "not JSON, at byte " + position(located, length))
                : new Refusal(WHOLE, "not JSON");
    }

    private static int position(StreamReadException e, int length) {
        JsonLocation location = e.getLocation();
        return location == null ? 0 : (int) Math.max(0, Math.min(location.getByteOffset(), length));
    }

    private static Message read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new FieldException(WHOLE, NOT_AN_OBJECT);
        }
        MessageFields fields = new MessageFields();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.read(name, json);
        }
        if (json.nextToken() != null) {
            throw new FieldException(WHOLE, AFTER_END);
        }
        return fields.message();
    }
}
