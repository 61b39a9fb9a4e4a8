package io.wkgate.store.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords that need no quoting in SQL, in addresses or in a shell. */
public final class Passwords {
    private static final int BYTES = 24;

    private Passwords() {}

    /** 192 random bits as 32 letters, digits, dashes and underscores. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
