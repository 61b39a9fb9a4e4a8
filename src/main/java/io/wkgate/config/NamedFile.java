package io.wkgate.config;

import java.nio.file.Path;

/** A file, with the name of the setting that tells where it is. */
public record NamedFile(String setting, Path path) {

    /** As a sentence about it begins. */
    @Override
    public String toString() {
        return setting + ": " + path;
    }
}
