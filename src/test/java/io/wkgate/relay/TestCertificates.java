package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of an issuer whom only {@link #trust} knows, made by the JDK's keytool. */
final class TestCertificates {

    private static final String PASSWORD = "changeit";
    private static final String ISSUER = "issuer";

    private final Path store;

    /** @param directory where the key store is put */
    TestCertificates(Path directory) throws IOException, InterruptedException {
        store = directory.resolve("certificates.p12");
        keytool("-alias", ISSUER, "-dname", "CN=" + ISSUER, "-ext", "bc:c");
    }

    /** Makes one and gives the TLS of a server that shows it. */
    SSLContext server(String alias, String subjectAlternativeName, String startDate, int validityDays)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-signer",
                ISSUER,
                "-ext",
                "san=" + subjectAlternativeName,
                "-startdate",
                startDate,
                "-validity",
                Integer.toString(validityDays));
        KeyStore all = load();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                alias,
                all.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Believes the issuer. */
    TrustOptions trust() throws IOException, GeneralSecurityException {
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(load().getCertificate(ISSUER).getEncoded());
        return new PemTrustOptions()
                .addCertValue(Buffer.buffer("-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n"));
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private void keytool(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
