package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The promise: the page in the repository holds every cell with its evidence, and a text in it stays a text. */
class MarkdownReportTest {

    @Test
    void everyCellIsThereWithItsEvidence() {
        assertThat(MarkdownReport.of(SampleMatrix.make(), Language.EN))
                .contains("| [Revoke in a group](#revoke-group) | ✓ | ✓ | ✕ |")
                .contains("| v3-20260823 | ✕ Impossible: reaches nobody | repairs it from the log | ")
                .contains("[v3-20260823/webhooks.jsonl]"
                        + "(../src/test/resources/recordings/v3-20260823/webhooks.jsonl) 2026-11-22")
                .contains("[OrderTest#inOrder](../src/test/java/io/wkgate/relay/OrderTest.java)".replace("#", "\\#"))
                .contains("- **worse** Revoke in a group: ✓ Works: reaches all → ✕ Impossible: reaches nobody")
                .contains("| v2.0.4 | v2.0.7-20241012 (2024-10-12) |");
    }

    @Test
    void aTextStaysAText() {
        assertThat(MarkdownReport.of(SampleMatrix.hostile("a | b <c> `d` [e](f)"), Language.EN))
                .contains("a \\| b \\<c\\> \\`d\\` \\[e\\](f)");
    }
}
