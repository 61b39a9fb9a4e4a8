package io.wkgate.gap;

import java.util.HashSet;
import java.util.Set;

/**
 * What was met before, as far as a bounded memory holds it: what is full forgets everything, and some things are done
 * twice. It keeps hashes of 64 bits; of 100,000 texts two have the same one once in billions of times. Thread-safe.
 */
final class Seen {

    private static final int LIMIT = 100_000;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final Set<Long> hashes = new HashSet<>();

    synchronized void add(String text) {
        if (hashes.size() >= LIMIT) {
            hashes.clear();
        }
        hashes.add(hash(text));
    }

    synchronized boolean has(String text) {
        return hashes.contains(hash(text));
    }

    /** FNV-1a over the characters. */
    private static long hash(String text) {
        long hash = OFFSET;
        for (int place = 0; place < text.length(); place++) {
            hash = (hash ^ text.charAt(place)) * PRIME;
        }
        return hash;
    }
}
