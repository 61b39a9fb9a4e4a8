package io.wkgate.store;

import io.wkgate.config.DatabaseSettings.LayoutName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The tables that wkgate needs, told by what makes them. */
public final class NeededTables {

    private static final String TSDD = "db/tsdd/tables.sql";

    private NeededTables() {}

    /**
     * wkgate's own: what these migrations make.
     *
     * @param scripts on the class path, as {@link MigrationStep#script} names them, in the order in which they run
     */
    public static List<TableShape> own(Collection<String> scripts) {
        return ScriptTables.in(scripts.stream().map(NeededTables::read).collect(Collectors.joining("\n")));
    }

    /** Of another server, which makes them: only the columns and keys that wkgate needs of them. */
    public static List<TableShape> ofOthers(LayoutName layout) {
        return switch (layout) {
            case NATIVE -> List.of();
            case TSDD -> ScriptTables.in(read(TSDD));
        };
    }

    private static String read(String resource) {
        try (InputStream in = NeededTables.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in this program: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
