package io.wkgate.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.wkgate.config.DatabaseTls;

/** The same TLS for both clients of the database: the one for events, and JDBC for migrations and whoever looks at tables. */
public final class DatabaseWay {

    private DatabaseWay() {}

    static void secure(MySQLConnectOptions server, DatabaseTls tls) {
        // An empty name is no check of the host; none at all is refused.
        ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("");
        tls.authority().ifPresent(path -> options.setTrustOptions(new PemTrustOptions().addCertPath(path.toString())));
        switch (tls.mode()) {
            case OFF -> server.setSslMode(SslMode.DISABLED);
            case REQUIRED -> server.setSslMode(SslMode.REQUIRED).setSslOptions(options.setTrustAll(true));
            case VERIFY_CA -> server.setSslMode(SslMode.VERIFY_CA).setSslOptions(options);
            case VERIFY_FULL ->
                server.setSslMode(SslMode.VERIFY_IDENTITY)
                        .setSslOptions(options.setHostnameVerificationAlgorithm("HTTPS"));
        }
    }

    /** For the end of a JDBC address that has parameters already. */
    public static String parameters(DatabaseTls tls) {
        String mode = switch (tls.mode()) {
            case OFF -> "disable";
            case REQUIRED -> "trust";
            case VERIFY_CA -> "verify-ca";
            case VERIFY_FULL -> "verify-full";
        };
        return "&sslMode=" + mode
                + tls.authority().map(path -> "&serverSslCert=" + path).orElse("");
    }
}
