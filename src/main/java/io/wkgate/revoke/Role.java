package io.wkgate.revoke;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who somebody is where a message was written. */
public enum Role {
    MEMBER,
    MANAGER,
    OWNER,
    /** An administrator of the whole service; needs no membership. */
    ADMIN;

    /** In JSON and in the tables: {@code manager}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that label, if it is one. */
    public static Optional<Role> of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }
}
