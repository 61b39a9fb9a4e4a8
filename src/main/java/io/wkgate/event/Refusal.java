package io.wkgate.event;

/**
 * Why an entry or a body cannot be what it should be.
 *
 * @param field the name of the field on the wire, or {@code entry} or {@code body} for the whole
 * @param reason what is wrong with it, without its content
 */
public record Refusal(String field, String reason) {

    @Override
    public String toString() {
        return field + ": " + reason;
    }
}
