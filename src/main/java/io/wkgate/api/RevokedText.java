package io.wkgate.api;

import io.wkgate.config.ReadingSettings;

/** What a client shows in the place of a revoked message. */
final class RevokedText {

    private static final String NAME = "{name}";

    private final ReadingSettings settings;

    RevokedText(ReadingSettings settings) {
        this.settings = settings;
    }

    String of(Language language, String name) {
        String template = switch (language) {
            case ZH -> settings.revokedTextZh();
            case EN -> settings.revokedTextEn();
        };
        return template.replace(NAME, name);
    }
}
