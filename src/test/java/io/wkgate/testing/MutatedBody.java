package io.wkgate.testing;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A msg.notify of recorded entries, one of which is damaged: flipped, deleted, inserted, doubled or cut off bytes, inside
 * that entry only.
 *
 * @param untouched the ids of all the others
 * @param mutation what was done, for the report of a failure
 */
public record MutatedBody(byte[] bytes, List<Long> untouched, String mutation) {

    private static final byte[] NASTY = "\"\"\"\\\\{}[],:\0\u0001 \r\n09eEtfn-u".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_ENTRIES = 6;

    /** The same random numbers make the same body. */
    public static MutatedBody of(List<String> recorded, Random random) {
        int count = 1 + random.nextInt(MOST_ENTRIES);
        int damaged = random.nextInt(count);
        int first = random.nextInt(recorded.size());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<Long> untouched = new ArrayList<>();
        String mutation = "";
        body.write('[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                body.write(',');
            }
            String entry = recorded.get((first + i) % recorded.size());
            byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
            if (i == damaged) {
                StringBuilder done = new StringBuilder("entry " + i + ":");
                for (int times = 1 + random.nextInt(2); times > 0; times--) {
                    bytes = mutate(bytes, random, done);
                }
                mutation = done.toString();
            } else {
                untouched.add(new JsonObject(entry).getLong("message_id"));
            }
            body.writeBytes(bytes);
        }
        body.write(']');
        return new MutatedBody(body.toByteArray(), untouched, mutation);
    }

    private static byte[] mutate(byte[] entry, Random random, StringBuilder done) {
        int at = random.nextInt(entry.length + 1);
        int length = Math.min(entry.length - at, 1 + random.nextInt(random.nextInt(4) == 0 ? 64 : 2));
        int kind = random.nextInt(6);
        done.append(' ')
                .append(List.of("flip", "replace", "delete", "insert", "double", "truncate")
                        .get(kind))
                .append(" at ")
                .append(at)
                .append('+')
                .append(length);
        byte[] head = Arrays.copyOf(entry, at);
        byte[] changed = Arrays.copyOfRange(entry, at, at + length);
        byte[] tail = Arrays.copyOfRange(entry, at + length, entry.length);
        return switch (kind) {
            case 0 -> join(head, flipped(changed, random), tail);
            case 1 -> join(head, nasty(length, random), tail);
            case 2 -> join(head, tail);
            case 3 -> join(head, nasty(1 + random.nextInt(3), random), changed, tail);
            case 4 -> join(head, changed, changed, tail);
            default -> head.length == 0 ? entry : head;
        };
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] nasty(int length, Random random) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = NASTY[random.nextInt(NASTY.length)];
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Override
    public String toString() {
        return mutation;
    }
}
