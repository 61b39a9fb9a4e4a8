package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.doctor.Finding.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The promise: whatever one check does, the report tells what the others found, in their order; a check that throws or hangs
 * is a finding that holds nothing of what was thrown.
 */
class DoctorTest {

    private record FakeCheck(String area, Supplier<List<Finding>> finds) implements Check {
        @Override
        public List<Finding> look() {
            return finds.get();
        }
    }

    private static Doctor doctor(Check... checks) {
        return new Doctor(Clock.systemUTC(), Duration.ofMillis(300), List.of(checks), Optional.empty());
    }

    private static final Check GOOD = new FakeCheck("a", () -> List.of(Finding.good("a.good", "It is.")));

    @Test
    void aCheckThatThrowsIsAFindingWithoutItsMessage() {
        DoctorReport report = doctor(
                        new FakeCheck("b", () -> {
                            throw new IllegalStateException("password=geheim");
                        }),
                        GOOD)
                .examine(Set.of());
        assertThat(report.level()).isEqualTo(Level.WARNING);
        assertThat(report.findings().map(Finding::id)).containsExactly("doctor.check-failed", "a.good");
        assertThat(report.json().encode()).contains("IllegalStateException").doesNotContain("geheim");
    }

    @Test
    void aCheckThatHangsIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        DoctorReport report = doctor(GOOD, new FakeCheck("b", () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                }))
                .examine(Set.of());
        assertThat(report.findings().map(Finding::id)).containsExactly("a.good", "doctor.check-too-slow");
    }

    @Test
    void onlyTheAreasThatAreAskedForAreLookedAt() {
        Check never = new FakeCheck("b", () -> {
            throw new AssertionError("nobody asked for it");
        });
        assertThat(doctor(GOOD, never).examine(Set.of("a")).areas())
                .singleElement()
                .satisfies(area -> assertThat(area.name()).isEqualTo("a"));
    }

    @Test
    void theReportIsReadAsItWasWritten() {
        Finding bad =
                Finding.failure("a.bad", "It is not.", "It costs.", "Mend it.").with("number", "3");
        DoctorReport report = doctor(new FakeCheck("a", () -> List.of(bad))).examine(Set.of());
        assertThat(DoctorReport.areas(report.json())).isEqualTo(report.areas());
        assertThat(report.json().getString("level")).isEqualTo("failure");
    }
}
