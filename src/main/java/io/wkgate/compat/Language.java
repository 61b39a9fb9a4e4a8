package io.wkgate.compat;

import java.util.Arrays;
import java.util.Optional;

/** The languages of the report. */
public enum Language {
    EN("en"),
    ZH("zh");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As in {@code Accept-Language} and in the data, such as {@code zh}. */
    public String tag() {
        return tag;
    }

    /** @param tag in any case */
    public static Optional<Language> tagged(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equalsIgnoreCase(tag))
                .findFirst();
    }
}
