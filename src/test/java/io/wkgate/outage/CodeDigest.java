package io.wkgate.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** What the code was that a run speaks of. */
public final class CodeDigest {

    private static final Path MAIN = Path.of("src", "main", "java", "io", "wkgate");

    private CodeDigest() {}

    /** One digest over the rooms that decide about what the run is about. */
    public static String of(String... rooms) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String room : rooms) {
                try (Stream<Path> files = Files.walk(MAIN.resolve(room))) {
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
