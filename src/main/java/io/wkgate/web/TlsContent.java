package io.wkgate.web;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.NamedFile;
import io.wkgate.config.TlsFiles;
import java.util.Optional;

/** What the files of a listener's TLS hold at one moment. */
record TlsContent(Buffer certificate, Buffer key, Optional<Buffer> clientAuthority) {

    static TlsContent read(TlsFiles files) throws TlsException {
        Optional<Buffer> authority = Optional.empty();
        Optional<NamedFile> authorityFile = files.clientAuthority();
        if (authorityFile.isPresent()) {
            authority = Optional.of(PemCertificates.bytes(authorityFile.get()));
        }
        return new TlsContent(
                PemCertificates.bytes(files.certificate()), PemCertificates.bytes(files.key()), authority);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "TlsContent";
    }
}
