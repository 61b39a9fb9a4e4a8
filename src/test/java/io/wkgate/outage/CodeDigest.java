package io.wkgate.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What the code was that a run speaks of: one digest over everything that decides about a message's fate. */
final class CodeDigest {

    private static final Path MAIN = Path.of("src", "main", "java", "io", "wkgate");

    private CodeDigest() {}

    static String now() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String feature : List.of("event", "intake", "store")) {
                try (Stream<Path> files = Files.walk(MAIN.resolve(feature))) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .map(CodeDigest::read)
                            .forEach(digest::update);
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
