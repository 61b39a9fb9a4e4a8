package io.wkgate.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not reach a log, an error, a metric or a page: its {@code toString} hides it. */
public record Secret(String value) {

    /** Compares without telling by its duration how much of the text was right. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
