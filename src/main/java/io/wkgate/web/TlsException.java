package io.wkgate.web;

import java.io.Serial;

/** Files of a certificate cannot be used. Its message is a sentence that begins with the setting and holds nothing of a file. */
final class TlsException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }
}
