package io.wkgate.store.embedded;

/** There is no embedded database for this platform or none on the class path; the message names the setting to use. */
public final class NoEmbeddedBuildException extends EmbeddedDatabaseException {
    private static final long serialVersionUID = 1L;

    NoEmbeddedBuildException(String platform) {
        super("No embedded database comes with this build for " + platform + ": set database.url to a MySQL or MariaDB"
                + " server, for example WKGATE_DATABASE_URL=mysql://user:password@host:3306/wkgate.");
    }
}
