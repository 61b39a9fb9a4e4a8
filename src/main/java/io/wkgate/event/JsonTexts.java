package io.wkgate.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON arrays of texts, as lists of uids come. */
final class JsonTexts {

    private JsonTexts() {}

    /** Nothing for what is no array of texts. */
    static Optional<List<String>> read(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        try (JsonParser json = WireJson.FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                texts.add(json.getText());
            }
            boolean ends = json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null;
            return ends ? Optional.of(texts) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static byte[] write(List<String> texts) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('[');
        String comma = "";
        for (String text : texts) {
            json.writeBytes(comma.getBytes(StandardCharsets.US_ASCII));
            json.writeBytes(GoText.quoted(text));
            comma = ",";
        }
        json.write(']');
        return json.toByteArray();
    }
}
