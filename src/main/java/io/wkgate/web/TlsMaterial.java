package io.wkgate.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.wkgate.config.NamedFile;
import io.wkgate.config.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and a key that fit together, ready to be shown to callers.
 *
 * @param content of the files that it was made of
 * @param end when the certificate is no longer valid
 */
record TlsMaterial(TlsContent content, ServerSSLOptions options, Instant end) {

    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    /** @throws TlsException if a server could not use it; the sentence names the setting */
    static TlsMaterial of(Vertx vertx, TlsFiles files, TlsContent content) throws TlsException {
        X509Certificate own =
                PemCertificates.of(files.certificate(), content.certificate()).get(0);
        PemKeyCertOptions keyAndCertificate =
                new PemKeyCertOptions().addCertValue(content.certificate()).addKeyValue(content.key());
        PrivateKey key = privateKey(vertx, files.key(), content, keyAndCertificate, own.getPublicKey());
        if (!fit(own.getPublicKey(), key)) {
            throw new TlsException(files.key() + " is not the key of the certificate in " + files.certificate());
        }
        ServerSSLOptions options = new ServerSSLOptions()
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setKeyCertOptions(keyAndCertificate);
        if (files.clientAuthority().isPresent() && content.clientAuthority().isPresent()) {
            PemCertificates.of(
                    files.clientAuthority().get(), content.clientAuthority().get());
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions()
                            .addCertValue(content.clientAuthority().get()));
        }
        return new TlsMaterial(content, options, own.getNotAfter().toInstant());
    }

    /** What went wrong is not passed on: it may quote the file. */
    private static PrivateKey privateKey(
            Vertx vertx, NamedFile file, TlsContent content, PemKeyCertOptions options, PublicKey certified)
            throws TlsException {
        try {
            for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
                // By the certificate's kind: it is that of the entry, whatever the key's.
                if (manager instanceof X509KeyManager keys) {
                    return keys.getPrivateKey(keys.getServerAliases(certified.getAlgorithm(), null)[0]);
                }
            }
        } catch (Exception e) {
            // Falls through to the one sentence that is of use.
        }
        throw new TlsException(
                content.key().toString().contains("ENCRYPTED")
                        ? file + " is encrypted; wkgate takes only a key that is not"
                        : file + " holds no private key that can be read (PEM, RSA or EC like the certificate)");
    }

    private static boolean fit(PublicKey certified, PrivateKey key) {
        if (!certified.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] text = "wkgate".getBytes(StandardCharsets.UTF_8);
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(text);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certified);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
