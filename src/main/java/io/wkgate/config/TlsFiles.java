package io.wkgate.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files with which one listener speaks TLS.
 *
 * @param certificate its own, and those between it and a root
 * @param key the private key of that certificate
 * @param clientAuthority who must have issued a caller's certificate; empty if none is asked for
 */
public record TlsFiles(NamedFile certificate, NamedFile key, Optional<NamedFile> clientAuthority) {

    static Optional<TlsFiles> of(
            String group,
            Optional<Path> certificate,
            Optional<Path> key,
            String authoritySetting,
            Optional<Path> clientAuthority) {
        return certificate.flatMap(certificatePath -> key.map(keyPath -> new TlsFiles(
                new NamedFile(group + ".tls-certificate", certificatePath),
                new NamedFile(group + ".tls-key", keyPath),
                clientAuthority.map(path -> new NamedFile(authoritySetting, path)))));
    }
}
