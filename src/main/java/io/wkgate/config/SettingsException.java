package io.wkgate.config;

import java.util.List;

/** The settings cannot be used. Its message lists every mistake, one a line, and holds no value that may be a secret. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param mistakes sentences that begin with the setting */
    public SettingsException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
