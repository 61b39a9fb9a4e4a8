package io.wkgate.compat;

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
}
