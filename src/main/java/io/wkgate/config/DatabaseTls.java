package io.wkgate.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How the way to the database is kept from others.
 *
 * @param authority the PEM file with the authorities that are believed; there is one where the mode verifies
 */
public record DatabaseTls(Mode mode, Optional<Path> authority) {

    /** In plain. */
    public static final DatabaseTls OFF = new DatabaseTls(Mode.OFF, Optional.empty());

    /** How much is asked of the server. */
    public enum Mode {
        OFF,
        /** Encrypted, by whatever certificate. */
        REQUIRED,
        /** A certificate of a known authority. */
        VERIFY_CA,
        /** One that is also for this host. */
        VERIFY_FULL;

        /** Whether the server's certificate is looked at. */
        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
