package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.compat.NearestVersion.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: whatever a server says of itself, a measured version speaks for it, and it is said how far that can be trusted. */
class NearestVersionTest {

    private final Matrix matrix = MatrixFolder.read();

    @ParameterizedTest
    @CsvSource({
        // What the measured ones tell.
        "1.2, v1.2.6, v1.2.6, v1.2.6, MEASURED",
        "2.x, v2.0.10-20241221, v2.0.10, v2.0.10, MEASURED",
        "2.x, v2.2.5-20260422, v2.2.5, v2.2.5, MEASURED",
        "2.x, 2.2.5, v2.2.5, v2.2.5, MEASURED",
        // Releases in between.
        "1.2, v1.2.0, v1.2.0, v1.2.6, INHERITED",
        "2.x, v2.0.6-20241008, v2.0.6-20241008, v2.0.10, INHERITED",
        "2.x, v2.1.3, v2.1.3-20250210, v2.0.10, INHERITED",
        "2.x, v2.2.0-20250426, v2.2.0-20250426, v2.2.5, INHERITED",
        // Newer, older, and built by hand.
        "2.x, v2.3.0-20270101, v2.3.0-20270101, v2.2.5, GUESS",
        "2.x, v2.1.3-ours, v2.1.3-ours, v2.0.10, GUESS",
        "2.x, v2.2.5-ours, v2.2.5-ours, v2.2.5, GUESS",
        "1.2, v1.2.7, v1.2.7, v1.2.6, GUESS",
        "1.2, v1.1.9, v1.1.9, v1.2.6, GUESS",
        "3.x, v3.0.1, v3.0.1, v3-20260823, GUESS",
        // Nothing told: v2.0.4 and v3 never do.
        "1.2, unknown, 1.2, v1.2.6, GUESS",
        "2.x, unknown, 2.x, v2.0.4, GUESS",
        "3.x, unknown, 3.x, v3-20260823, GUESS",
        "2.x, built by me, built by me, v2.0.4, GUESS",
        // A line that nobody has seen, and a version that its routes belie.
        "4.x, v4.0.0, v4.0.0, v3-20260823, GUESS",
        "4.x, unknown, 4.x, v3-20260823, GUESS",
        "3.x, v2.2.5-20260422, v2.2.5-20260422, v3-20260823, GUESS"
    })
    void aServerIsSpokenForByTheNearestOfItsLine(String line, String told, String name, String measured, Fit fit) {
        NearestVersion nearest = NearestVersion.of(matrix, line, told);
        assertThat(nearest.name()).isEqualTo(name);
        assertThat(nearest.version().name()).isEqualTo(measured);
        assertThat(nearest.fit()).isEqualTo(fit);
        assertThat(nearest.sentence().en()).contains(measured);
        assertThat(nearest.sentence().zh()).contains(measured);
    }

    @Test
    void aNamedVersionIsFoundWithOrWithoutItsDate() {
        assertThat(NearestVersion.named(matrix, "2.1.3")).isEqualTo(NearestVersion.named(matrix, "v2.1.3-20250210"));
        assertThat(NearestVersion.named(matrix, "v2.0.4-beta-20240904"))
                .hasValueSatisfying(named -> assertThat(named.fit()).isEqualTo(Fit.MEASURED));
        assertThat(NearestVersion.named(matrix, "v2.1.9")).isEmpty();
        assertThat(NearestVersion.named(matrix, "latest")).isEmpty();
    }

    @Test
    void everyReleaseSaysThatItWasNotMeasured() {
        assertThat(matrix.releases()).isNotEmpty().allSatisfy(release -> {
            NearestVersion nearest = NearestVersion.named(matrix, release.tag()).orElseThrow();
            assertThat(nearest.fit()).isEqualTo(Fit.INHERITED);
            assertThat(nearest.sentence().en()).contains("was not measured");
        });
    }
}
