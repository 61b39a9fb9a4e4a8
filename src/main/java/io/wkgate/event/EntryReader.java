package io.wkgate.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * Reads one entry of a msg.notify. It tolerates fields it does not know and fields that are missing, but not a message
 * without an id, and it never throws: what cannot be read is {@link Entry.Refused}.
 */
public final class EntryReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // The entry's own limit bounds a text; v1.2.6 sends payloads of 16 MiB.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(200)
                    .build())
            .build();

    /** @param bytes the JSON of one entry, complete */
    public Entry read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            return new Entry.Accepted(read(json), Buffer.buffer(bytes));
        } catch (FieldException e) {
            return refused(e.refusal(), bytes);
        } catch (StreamReadException e) {
            return refused(notJson(e, bytes.length), bytes);
        } catch (IOException e) {
            return refused(new Refusal("entry", "not JSON"), bytes);
        }
    }

    /**
     * Where the JSON object that begins at a position ends.
     *
     * @return the position behind it, or, negated, how far it could be read
     */
    int endOfObject(byte[] bytes, int from) {
        try (JsonParser json = JSON.createParser(bytes, from, bytes.length - from)) {
            json.nextToken();
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT
                    ? from + (int) json.currentLocation().getByteOffset()
                    : -bytes.length;
        } catch (StreamReadException e) {
            return -Math.min(
                    bytes.length, from + (int) Math.max(1, e.getLocation().getByteOffset()));
        } catch (IOException e) {
            return -bytes.length;
        }
    }

    private static Entry refused(Refusal refusal, byte[] bytes) {
        return new Entry.Refused(refusal, Buffer.buffer(bytes), bytes.length);
    }

    private static Refusal notJson(StreamReadException e, int length) {
        // Jackson's own message quotes the content.
        long at = Math.min(e.getLocation().getByteOffset(), length);
        return new Refusal("entry", "not JSON, at byte " + Math.max(at, 0));
    }

    private static Message read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new FieldException("entry", "not a JSON object");
        }
        MessageFields fields = new MessageFields();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.read(name, json);
        }
        if (json.nextToken() != null) {
            throw new FieldException("entry", "text after its end");
        }
        return fields.message();
    }
}
