package io.wkgate.upstream;

import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * What a step that goes to users by name is called. Whom it goes to is a part of that: members come and go between two
 * attempts, and what is done for some is not done for others.
 */
final class StepName {

    /** Of a digest's bytes; with the longest kind and a number the name stays below 32 characters. */
    private static final int BYTES = 6;

    private StepName() {}

    /** @param uids in any order */
    static String of(String kind, Collection<String> uids) {
        List<String> named = uids.stream().distinct().sorted().toList();
        byte[] digest = sha256().digest(new JsonArray(named).encode().getBytes(StandardCharsets.UTF_8));
        return kind + "-" + HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
