package io.wkgate.compat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which measured version speaks for a server that runs.
 *
 * @param name what the server is called: as the matrix has it, or else as it tells itself, or else its line
 * @param version whose cells are taken
 * @param sentence how far that can be trusted, for people
 */
public record NearestVersion(String name, MeasuredVersion version, Fit fit, Text sentence) {

    private static final String UNKNOWN = "unknown";

    /** How well the measured version is the one that runs. */
    public enum Fit {
        /** It is that version. */
        MEASURED,
        /** It is a release that is known, and the nearest one that was measured speaks for it. */
        INHERITED,
        /** It does not tell what it is, or nobody knew it when this was written. */
        GUESS
    }

    /**
     * For a server as {@code upstream.UpstreamReport} describes it.
     *
     * @param line {@code 1.2}, {@code 2.x}, {@code 3.x}, or that of a newer one
     * @param told its version as it tells it, or {@code unknown}
     */
    public static NearestVersion of(Matrix matrix, String line, String told) {
        List<KnownVersion> sameLine = KnownVersion.of(matrix).stream()
                .filter(known -> known.line().equals(line))
                .toList();
        if (sameLine.isEmpty()) {
            return newest(matrix, line, told);
        }
        return KnownVersion.find(sameLine, told)
                .map(NearestVersion::known)
                .or(() -> VersionNumber.of(told).flatMap(number -> before(sameLine, number, told)))
                .orElseGet(() -> untold(matrix, line, told));
    }

    /**
     * For a version that somebody names.
     *
     * @param version a measured one's name or tag or the tag of a release, with or without its {@code v} and its date
     * @return nothing if the matrix does not know it
     */
    public static Optional<NearestVersion> named(Matrix matrix, String version) {
        return KnownVersion.find(KnownVersion.of(matrix), version).map(NearestVersion::known);
    }

    private static NearestVersion known(KnownVersion known) {
        String measured = known.measured().name();
        Text sentence = known.fit() == Fit.MEASURED
                ? new Text(measured + " itself was measured", measured + " 已经过实测")
                : new Text(
                        known.name() + " was not measured: what is said of it was measured on " + measured,
                        known.name() + " 未经实测：以下结论沿用在 " + measured + " 上实测的结果");
        return new NearestVersion(known.name(), known.measured(), known.fit(), sentence);
    }

    /** The newest that is not newer than it, or else the oldest of its line. */
    private static Optional<NearestVersion> before(List<KnownVersion> line, VersionNumber number, String told) {
        List<KnownVersion> ascending = line.stream()
                .filter(each -> each.number().isPresent())
                .sorted(Comparator.comparing(each -> each.number().orElseThrow()))
                .toList();
        Optional<KnownVersion> notNewer = ascending.stream()
                .filter(each -> each.number().orElseThrow().compareTo(number) <= 0)
                .reduce((older, newer) -> newer);
        return notNewer.or(() -> ascending.stream().findFirst())
                .map(KnownVersion::measured)
                .map(nearest -> guess(
                        told,
                        nearest,
                        told + " is not known to this wkgate: the nearest version that was measured is "
                                + nearest.name(),
                        "这个版本的 wkgate 不认识 " + told + "：最接近的已实测版本是 " + nearest.name()));
    }

    /** The oldest of its line, which can do least: of 2.x, v2.0.4 is also the one that tells no version. */
    private static NearestVersion untold(Matrix matrix, String line, String told) {
        MeasuredVersion oldest = matrix.versions().stream()
                .filter(version -> version.line().equals(line))
                .min(Comparator.comparing(MeasuredVersion::released))
                .orElseThrow(() -> new IllegalStateException("no release is of a line that was not measured"));
        return guess(
                shown(line, told),
                oldest,
                "this server does not say which version it is: of the line " + line + ", " + oldest.name()
                        + " is taken",
                "这台服务器没有报告自己的版本：按 " + line + " 系列的 " + oldest.name() + " 处理");
    }

    private static NearestVersion newest(Matrix matrix, String line, String told) {
        MeasuredVersion newest = matrix.versions().stream()
                .max(Comparator.comparing(MeasuredVersion::released))
                .orElseThrow(() -> new IllegalStateException("a matrix without versions"));
        return guess(
                shown(line, told),
                newest,
                "no version of the line " + line + " was measured: the newest that was is " + newest.name(),
                line + " 系列还没有实测过的版本：已实测的最新版本是 " + newest.name());
    }

    private static String shown(String line, String told) {
        return told.equals(UNKNOWN) ? line : told;
    }

    private static NearestVersion guess(String name, MeasuredVersion version, String en, String zh) {
        return new NearestVersion(name, version, Fit.GUESS, new Text(en, zh));
    }
}
