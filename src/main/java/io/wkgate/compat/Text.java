package io.wkgate.compat;

/** The same sentence in each language of the report. */
public record Text(String en, String zh) {

    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ZH -> zh;
        };
    }
}
