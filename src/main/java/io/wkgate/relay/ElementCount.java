package io.wkgate.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** How many elements the array of a body has. */
final class ElementCount {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ElementCount() {}

    /** One for a body that is no array, or that cannot be read: such a one can only be sent as a whole. */
    static int of(Buffer body) {
        try (JsonParser parser = FACTORY.createParser(body.getBytes())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return 1;
            }
            int count = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null) {
                    return 1;
                }
                parser.skipChildren();
                count++;
            }
            return Math.max(1, count);
        } catch (IOException e) {
            return 1;
        }
    }
}
