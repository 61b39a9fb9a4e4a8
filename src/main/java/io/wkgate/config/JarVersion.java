package io.wkgate.config;

import java.util.Optional;

/** Which wkgate this is. */
public final class JarVersion {

    private JarVersion() {}

    /** The version in the jar's manifest; nothing where it does not run from a jar. */
    public static Optional<String> find() {
        return Optional.ofNullable(JarVersion.class.getPackage().getImplementationVersion());
    }

    /** The same for people, who are told where there is none. */
    public static String shown() {
        return find().orElse("(not from a jar)");
    }
}
