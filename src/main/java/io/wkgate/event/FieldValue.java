package io.wkgate.event;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Reads the value of one field, or says in a {@link FieldException} what is wrong with it. */
final class FieldValue {

    private FieldValue() {}

    static String text(String field, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new FieldException(field, "not a text");
        }
        String text = json.getText();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new FieldException(field, "half of a surrogate pair at character " + i);
                }
                i++;
            }
        }
        return text;
    }

    static long wholeNumber(String field, JsonParser json, long min, long max) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new FieldException(field, "not a whole number");
        }
        long number;
        try {
            number = json.getLongValue();
        } catch (InputCoercionException e) {
            throw new FieldException(field, "out of range, " + min + " to " + max);
        }
        if (number < min || number > max) {
            throw new FieldException(field, "out of range, " + min + " to " + max);
        }
        return number;
    }

    /** A flag is 0 or 1 on the wire; true and false are as clear. */
    static boolean flag(String field, JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> wholeNumber(field, json, Integer.MIN_VALUE, Integer.MAX_VALUE) != 0;
        };
    }

    static long idFromText(String field, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // The sentence below says it.
        }
        throw new FieldException(field, "not a whole number from 1 to " + Long.MAX_VALUE);
    }

    static Buffer base64(String field, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new FieldException(field, "not a text");
        }
        try {
            return Buffer.buffer(json.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
        } catch (JsonParseException e) {
            throw new FieldException(field, "not base64");
        }
    }
}
