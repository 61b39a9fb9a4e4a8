package io.wkgate.compat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A version that the matrix knows: a measured one, or a release that inherits from one.
 *
 * @param name as it is shown
 * @param measured whose cells speak for it
 */
record KnownVersion(String name, String tag, String line, MeasuredVersion measured, NearestVersion.Fit fit) {

    static List<KnownVersion> of(Matrix matrix) {
        Stream<KnownVersion> measured = matrix.versions().stream()
                .map(version -> new KnownVersion(
                        version.name(), version.tag(), version.line(), version, NearestVersion.Fit.MEASURED));
        Stream<KnownVersion> released = matrix.releases().stream()
                .map(release -> new KnownVersion(
                        release.tag(),
                        release.tag(),
                        release.line(),
                        matrix.version(release.inherits()),
                        NearestVersion.Fit.INHERITED));
        return Stream.concat(measured, released).toList();
    }

    /** The one of that name or tag, or else of that number alone. */
    static Optional<KnownVersion> find(List<KnownVersion> known, String version) {
        return first(known, each -> each.isCalled(version))
                .or(() -> VersionNumber.bare(version)
                        .flatMap(number -> first(known, each -> each.number().equals(Optional.of(number)))));
    }

    private static Optional<KnownVersion> first(List<KnownVersion> known, Predicate<KnownVersion> fits) {
        return known.stream().filter(fits).findFirst();
    }

    private boolean isCalled(String version) {
        String told = withoutV(version);
        return told.equals(withoutV(name)) || told.equals(withoutV(tag));
    }

    private static String withoutV(String version) {
        return version.replaceFirst("^v", "");
    }

    Optional<VersionNumber> number() {
        return VersionNumber.of(name);
    }
}
