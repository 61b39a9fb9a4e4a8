package io.wkgate.config;

import java.time.Duration;

/** How messages are shown to business servers that read them. */
public record ReadingSettings(
        @Setting(
                name = "reading.revoked-content",
                fallback = "blank",
                help = "Whether a revoked message comes without its payload (`blank`) or with it (`keep`). An"
                        + " administrator always gets it.")
        RevokedContent revokedContent,

        @Setting(
                name = "reading.revoked-text-zh",
                fallback = "{name}撤回了一条消息",
                help = "What a client shows in the place of a revoked message, in Chinese; {name} is who revoked it.")
        String revokedTextZh,

        @Setting(
                name = "reading.revoked-text-en",
                fallback = "{name} recalled a message",
                help = "The same in English.")
        String revokedTextEn,

        @Setting(
                name = "reading.draft-window",
                fallback = "10m",
                min = 0,
                max = 31_536_000_000L,
                help =
                        "How long after the revoke its author may fetch the content of a message to write it anew; 0s for"
                                + " never.")
        Duration draftWindow) {

    /** What becomes of a revoked message's payload. */
    public enum RevokedContent {
        BLANK,
        KEEP
    }
}
