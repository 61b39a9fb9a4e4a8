package io.wkgate.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is filled under another name first: who is killed half-way leaves nothing that looks complete. */
record PartialDirectory(Path path) {
    private static final String PREFIX = "partial";

    static PartialDirectory create(Path parent) throws IOException {
        PrivateFile.createDirectory(parent);
        return new PartialDirectory(Files.createTempDirectory(parent, PREFIX));
    }

    /** Whether the path is one of these below {@code parent}. */
    static boolean isIn(Path parent, String path) {
        return path.startsWith(parent.resolve(PREFIX).toString());
    }

    /** Deletes what a killed process left in {@code parent}. */
    static void deleteLeftovers(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> children = Files.list(parent)) {
            for (Path child : children.toList()) {
                if (isIn(parent, child.toString())) {
                    delete(child);
                }
            }
        }
    }

    void complete(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
