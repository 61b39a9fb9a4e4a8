package io.wkgate.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import io.wkgate.web.BadInput;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In what a request does not fit the document, told as a caller understands it. */
final class Violation {

    private static final Pattern PARAMETER = Pattern.compile("(?:path|query|header|cookie) parameter (\\w+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private Violation() {}

    static BadInput of(ValidatorException failure) {
        Matcher parameter = PARAMETER.matcher(String.valueOf(failure.getMessage()));
        String place = parameter.find() ? parameter.group(1) : "";
        if (failure instanceof SchemaValidationException schema) {
            return of(place, deepest(schema.getOutputUnit().getErrors()));
        }
        return switch (failure.type()) {
            case MISSING_REQUIRED_PARAMETER -> new BadInput(place.isEmpty() ? "body" : place, "missing");
            case ILLEGAL_VALUE,
                    INVALID_VALUE,
                    INVALID_VALUE_FORMAT,
                    MISSING_OPERATION,
                    MISSING_RESPONSE,
                    UNSUPPORTED_VALUE_FORMAT ->
                new BadInput(place.isEmpty() ? "body" : place, place.isEmpty() ? "not JSON" : "cannot be read");
        };
    }

    /** The validator tells every level on the way; the longest path is the value that is wrong. */
    private static OutputUnit deepest(List<OutputUnit> errors) {
        OutputUnit deepest = errors.get(0);
        for (OutputUnit error : errors) {
            if (depth(error) > depth(deepest)) {
                deepest = error;
            }
        }
        return deepest;
    }

    private static int depth(OutputUnit error) {
        return error.getKeywordLocation().split("/").length;
    }

    private static BadInput of(String parameter, OutputUnit error) {
        String where = parameter + error.getInstanceLocation().replaceFirst("^#", "");
        String field = where.replaceFirst("^/", "").replace('/', '.');
        String keyword = error.getKeywordLocation().replaceFirst(".*/", "");
        String said = String.valueOf(error.getError());
        return switch (keyword) {
            case "required" -> new BadInput(inside(field, named(said)), "missing");
            case "additionalProperties" -> new BadInput(inside(field, named(said)), "there is no such field");
            case "type" ->
                new BadInput(
                        orBody(field),
                        "not " + said.replaceFirst(".*Expected ", "").replace(", ", " or "));
            case "enum" -> new BadInput(orBody(field), "not one of " + said.replaceFirst(".*any of ", ""));
            case "pattern" -> new BadInput(orBody(field), "not of the form that is asked for");
            default -> new BadInput(orBody(field), said);
        };
    }

    private static String named(String said) {
        Matcher name = QUOTED.matcher(said);
        return name.find() ? name.group(1) : "";
    }

    /** Of a member that is unknown the place is already the member itself. */
    private static String inside(String field, String member) {
        return field.isEmpty()
                ? member
                : field.equals(member) || field.endsWith("." + member) ? field : field + "." + member;
    }

    private static String orBody(String field) {
        return field.isEmpty() ? "body" : field;
    }
}
