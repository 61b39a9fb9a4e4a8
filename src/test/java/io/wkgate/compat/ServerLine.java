package io.wkgate.compat;

/** The line that a measured version belongs to. */
final class ServerLine {

    static final String THREE = "3.x";

    private ServerLine() {}

    static String of(String version) {
        return switch (version.charAt(1)) {
            case '1' -> "1.2";
            case '2' -> "2.x";
            case '3' -> THREE;
            default -> throw new IllegalArgumentException(version);
        };
    }
}
