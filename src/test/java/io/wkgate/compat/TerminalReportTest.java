package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promise: a terminal shows the matrix in columns that stand under their versions, in either language. */
class TerminalReportTest {

    private static final Matrix MATRIX = SampleMatrix.make();

    private static final CompatView ON_TWO = CompatView.of(MATRIX, List.of(CompatViewTest.node(1, "2.x", "v2.0.4")));

    @Test
    void everyMarkStandsUnderItsVersion() {
        for (Language language : Language.values()) {
            List<String> lines = TerminalReport.of(ON_TWO, language, Optional.empty())
                    .lines()
                    .toList();
            String head = lines.stream()
                    .filter(line -> line.contains("*v2.0.4"))
                    .findFirst()
                    .orElseThrow();
            String row = lines.stream()
                    .filter(line -> line.contains(language == Language.EN ? "Revoke in a group" : "群内撤回"))
                    .findFirst()
                    .orElseThrow();
            assertThat(DisplayWidth.of(row.substring(0, row.indexOf('✕')))).isEqualTo(head.indexOf("v3-20260823"));
        }
    }

    @Test
    void itSaysWhatIsDegradedAndWhy() {
        assertThat(TerminalReport.of(ON_TWO, Language.EN, Optional.empty()))
                .contains("Degraded on v2.0.4, and why")
                .contains("! A restart of WuKongIM\n      what was in flight is lost\n"
                        + "      Why it matters: Messages in flight are lost.");
    }

    @Test
    void itSaysWhatAnUpgradeChanges() {
        assertThat(TerminalReport.of(ON_TWO, Language.EN, Optional.empty()))
                .contains("v2.0.4 → v3-20260823: 2 worse (2 of them even behind wkgate), 0 better, 1 different\n"
                        + "  worse: ✓ → ✕ Revoke in a group\n")
                .contains("v2.0.4 → v1.2.6 (older): 0 worse, 1 better, 0 different");
        assertThat(TerminalReport.of(ON_TWO, Language.EN, Optional.of("v3-20260823")))
                .contains("worse: Revoke in a group\n      ✓ reaches all\n    → ✕ reaches nobody")
                .contains("different: A msg.notify that is refused")
                .doesNotContain("→ v1.2.6");
    }

    @Test
    void withoutAVersionItSaysHowToNameOne() {
        assertThat(TerminalReport.of(CompatView.of(MATRIX, List.of()), Language.EN, Optional.empty()))
                .contains("--from VERSION")
                .contains("v3-20260823");
    }
}
