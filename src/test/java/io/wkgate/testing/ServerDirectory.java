package io.wkgate.testing;

import io.wkgate.store.embedded.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of one test server; its name says which JVM it belongs to. Deleted when it is closed. */
record ServerDirectory(Path path) implements AutoCloseable {
    private static final Path PARENT = Path.of("target", "databases");

    static ServerDirectory create() throws IOException {
        Path parent = Files.createDirectories(PARENT).toRealPath();
        deleteOthers(parent);
        String prefix = ProcessHandle.current().pid() + "-";
        return new ServerDirectory(Files.createTempDirectory(parent, prefix));
    }

    /** A test run that was killed could not stop its servers. */
    private static void deleteOthers(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            for (Path child : children.toList()) {
                String pid = child.getFileName().toString().replaceFirst("-.*", "");
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    MariaDbServer.stopOrphans(child);
                    new ServerDirectory(child).close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(path)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
