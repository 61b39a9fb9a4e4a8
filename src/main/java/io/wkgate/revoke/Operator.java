package io.wkgate.revoke;

/**
 * Who revokes.
 *
 * @param role as the business server knows it; it is believed
 * @param name to be shown in "{name} recalled a message"; empty for the uid
 */
public record Operator(String uid, Role role, String name) {

    /** The name to be shown. */
    public String shown() {
        return name.isEmpty() ? uid : name;
    }
}
