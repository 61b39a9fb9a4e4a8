package io.wkgate.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of an issuer of its own, whom only {@link #trust} and {@link #client} know. */
public final class TestCertificates {

    private static final byte[] ECDSA_WITH_SHA256 =
            Der.sequence(Der.identifier(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));

    private static final char[] NO_PASSWORD = new char[0];

    private final KeyPair issuerKeys = keys();
    private final X509Certificate issuer;

    public TestCertificates() throws GeneralSecurityException, IOException {
        byte[] authority =
                Der.sequence(Der.identifier(0x55, 0x1D, 0x13), Der.yes(), Der.octets(Der.sequence(Der.yes())));
        issuer = sign("issuer", issuerKeys, Instant.now().minus(Duration.ofDays(30)), 365, authority);
    }

    /**
     * One certificate and its key.
     *
     * @param certificate without the issuer's
     */
    public record Issued(X509Certificate certificate, PrivateKey key) {

        public String certificatePem() throws GeneralSecurityException {
            return pem("CERTIFICATE", certificate.getEncoded());
        }

        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        /** Writes {@code tls.crt} and {@code tls.key}, as Kubernetes calls them. */
        public Path writeTo(Path directory) throws GeneralSecurityException, IOException {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("tls.crt"), certificatePem());
            Files.writeString(directory.resolve("tls.key"), keyPem());
            return directory;
        }

        /** The same, for servers and clients of Vert.x. */
        public KeyCertOptions options() throws GeneralSecurityException {
            return new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificatePem()))
                    .addKeyValue(Buffer.buffer(keyPem()));
        }

        /** The TLS of a server that shows it. */
        public SSLContext server() throws GeneralSecurityException, IOException {
            return context(keyManagers(), null);
        }

        private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
            KeyStore store = emptyStore();
            store.setKeyEntry("own", key, NO_PASSWORD, new X509Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            return managers.getKeyManagers();
        }
    }

    /** Makes one that is valid for a month since yesterday. */
    public Issued issue(String name, String... hosts) throws GeneralSecurityException, IOException {
        return issue(name, -1, 30, hosts);
    }

    /**
     * Makes one.
     *
     * @param fromDays when its time begins, in days from now
     * @param hosts names or addresses of IPv4
     */
    public Issued issue(String name, int fromDays, int validDays, String... hosts)
            throws GeneralSecurityException, IOException {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String host : hosts) {
            names.writeBytes(
                    host.matches("[0-9.]+")
                            ? Der.tagged(0x87, InetAddress.getByName(host).getAddress())
                            : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] alternatives =
                Der.sequence(Der.identifier(0x55, 0x1D, 0x11), Der.octets(Der.sequence(names.toByteArray())));
        KeyPair keys = keys();
        Instant from = Instant.now().plus(Duration.ofDays(fromDays));
        return new Issued(sign(name, keys, from, validDays, alternatives), keys.getPrivate());
    }

    private X509Certificate sign(String name, KeyPair keys, Instant from, int validDays, byte[] extension)
            throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.tagged(0xA0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(System.nanoTime())),
                ECDSA_WITH_SHA256,
                Der.name("issuer"),
                Der.sequence(Der.time(from), Der.time(from.plus(Duration.ofDays(validDays)))),
                Der.name(name),
                keys.getPublic().getEncoded(),
                Der.tagged(0xA3, Der.sequence(extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKeys.getPrivate());
        signature.update(content);
        byte[] certificate = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /** The issuer's own certificate. */
    public String authorityPem() throws GeneralSecurityException {
        return pem("CERTIFICATE", issuer.getEncoded());
    }

    /** Believes the issuer. */
    public TrustOptions trust() throws GeneralSecurityException {
        return new PemTrustOptions().addCertValue(Buffer.buffer(authorityPem()));
    }

    /** The TLS of a client that believes the issuer and has no certificate of its own. */
    public SSLContext client() throws GeneralSecurityException, IOException {
        return context(null, trustManagers());
    }

    /** The TLS of a client that believes the issuer and shows a certificate. */
    public SSLContext client(Issued own) throws GeneralSecurityException, IOException {
        return context(own.keyManagers(), trustManagers());
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("issuer", issuer);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String pem(String kind, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
    }
}
