package io.wkgate.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message's header as it came.
 *
 * @param asGoWrites whether it has the three flags, in their order, each 0 or 1
 */
record WireHeader(Header header, boolean asGoWrites) {

    private static final List<String> FLAGS = List.of("no_persist", "red_dot", "sync_once");

    /** Nothing for what is no header. */
    static Optional<WireHeader> read(byte[] bytes) {
        List<String> names = new ArrayList<>();
        boolean numbers = true;
        try (JsonParser json = WireJson.FACTORY.createParser(bytes)) {
            json.nextToken();
            Header header = MessageFields.header(json);
            try (JsonParser again = WireJson.FACTORY.createParser(bytes)) {
                again.nextToken();
                while (again.nextToken() == JsonToken.FIELD_NAME) {
                    names.add(again.currentName());
                    numbers &= again.nextToken() == JsonToken.VALUE_NUMBER_INT
                            && (again.getText().equals("0") || again.getText().equals("1"));
                    again.skipChildren();
                }
            }
            return Optional.of(new WireHeader(header, numbers && names.equals(FLAGS)));
        } catch (IOException | FieldException e) {
            return Optional.empty();
        }
    }

    byte[] written() {
        String json = "{\"no_persist\":" + digit(header.noPersist()) + ",\"red_dot\":" + digit(header.redDot())
                + ",\"sync_once\":" + digit(header.syncOnce()) + "}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    private static char digit(boolean flag) {
        return flag ? '1' : '0';
    }
}
