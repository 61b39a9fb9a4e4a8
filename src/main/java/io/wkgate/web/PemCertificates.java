package io.wkgate.web;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.NamedFile;
import io.wkgate.config.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates from a PEM file. It blocks. */
public final class PemCertificates {

    private PemCertificates() {}

    /**
     * Those of the file, in its order; there is at least one.
     *
     * @throws SettingsException with what is wrong
     */
    public static List<X509Certificate> read(NamedFile file) {
        try {
            return of(file, bytes(file));
        } catch (TlsException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    static Buffer bytes(NamedFile file) throws TlsException {
        try {
            return Buffer.buffer(Files.readAllBytes(file.path()));
        } catch (NoSuchFileException e) {
            throw new TlsException(file + " is not there");
        } catch (AccessDeniedException e) {
            throw new TlsException(file + " may not be read by this process");
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    static List<X509Certificate> of(NamedFile file, Buffer content) throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(content.getBytes()))
                    .forEach(certificate -> certificates.add((X509Certificate) certificate));
        } catch (CertificateException e) {
            throw new TlsException(file + " holds no certificate in PEM that can be read");
        }
        if (certificates.isEmpty()) {
            throw new TlsException(file + " holds no certificate");
        }
        return certificates;
    }
}
