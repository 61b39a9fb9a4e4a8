package io.wkgate.relay;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.vertx.core.buffer.Buffer;
import io.wkgate.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as Standard Webhooks says, with each of the secrets, so that they can be exchanged one after the other. */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final char UNREADABLE = '\uFFFD';

    private final List<Key> keys;

    private record Key(Webhook webhook, byte[] bytes) {}

    private Signature(List<Key> keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException if one is not as the specification says; without the secret */
    static Signature by(List<Secret> secrets) {
        return new Signature(secrets.stream().map(Signature::key).toList());
    }

    private static Key key(Secret secret) {
        String text = secret.value().strip();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length == 0) {
            throw new IllegalArgumentException(
                    "a secret must be whsec_ and base64, as `openssl rand -base64 32` makes it; key pairs (whsk_) are not"
                            + " known");
        }
        return new Key(new Webhook(bytes), bytes);
    }

    /** The header's value; empty if there is no secret. */
    Optional<String> of(String webhookId, long timestamp, Buffer body) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String text = body.toString(StandardCharsets.UTF_8);
        boolean exact = text.indexOf(UNREADABLE) < 0 || Buffer.buffer(text).equals(body);
        return Optional.of(keys.stream()
                .map(key -> exact ? signed(key, webhookId, timestamp, text) : signed(key, webhookId, timestamp, body))
                .collect(Collectors.joining(" ")));
    }

    private static String signed(Key key, String webhookId, long timestamp, String body) {
        try {
            return key.webhook().sign(webhookId, timestamp, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("this JVM cannot sign", e);
        }
    }

    /** The library signs texts only; this is the same for a body that is none, of whose bytes not one may change. */
    private static String signed(Key key, String webhookId, long timestamp, Buffer body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            mac.update((webhookId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot sign", e);
        }
    }
}
