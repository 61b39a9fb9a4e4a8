package io.wkgate.cli;

import io.wkgate.config.JarVersion;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"wkgate " + JarVersion.shown()};
    }
}
