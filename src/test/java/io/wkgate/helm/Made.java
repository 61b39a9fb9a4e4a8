package io.wkgate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is made from something else, and checked in to be read. */
final class Made {

    private static final String WRITE = "chart.write";

    private Made() {}

    /** Fails if the file says something else; with {@code -Dchart.write=true} it is written. */
    static void holds(Path file, String expected) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, expected);
        }
        assertThat(file).as("make it anew: -D%s=true", WRITE).exists();
        assertThat(Files.readString(file))
                .as("%s; make it anew: -D%s=true, and look at the difference", file, WRITE)
                .isEqualTo(expected);
    }
}
