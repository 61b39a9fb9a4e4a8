package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.compat.UpgradeEffect.Direction;
import org.junit.jupiter.api.Test;

/** The promise: an upgrade's effect is every feature that is said otherwise of the other version, and which way it goes. */
class UpgradeEffectTest {

    @Test
    void whatIsSupportedBetterGetsBetterAndTheOtherWayRoundWorse() {
        Matrix matrix = new SmallMatrix().read();
        UpgradeEffect up = effect(matrix, "v2.0.4", "v3-20260823");
        assertThat(up.of(Direction.BETTER)).singleElement().satisfies(change -> {
            assertThat(change.before().text()).isEqualTo(new Text("answers 404", "返回 404"));
            assertThat(change.after().text()).isEqualTo(new Text("answers 200", "返回 200"));
        });
        assertThat(up.groups()).singleElement().satisfies(group -> {
            assertThat(group.group().id()).isEqualTo("health");
            assertThat(group.of(Direction.BETTER)).hasSize(1);
        });

        UpgradeEffect down = effect(matrix, "v3-20260823", "v2.0.4");
        assertThat(down.of(Direction.WORSE)).hasSize(1);
        assertThat(down.of(Direction.BETTER)).isEmpty();
    }

    @Test
    void anotherFactAloneIsDifferent() {
        Matrix matrix = new SmallMatrix()
                .cell(cell ->
                        cell.put("outcome", "there").getJsonObject("facts").put("status", "204"))
                .read();
        assertThat(effect(matrix, "v2.0.4", "v3-20260823").of(Direction.DIFFERENT))
                .hasSize(1);
    }

    @Test
    void whatIsSaidTheSameIsNoEffect() {
        Matrix matrix = new SmallMatrix().read();
        assertThat(effect(matrix, "v2.0.4", "v2.0.4").groups()).isEmpty();
        Matrix same = new SmallMatrix()
                .cell(cell ->
                        cell.put("outcome", "there").getJsonObject("facts").put("status", "200"))
                .read();
        assertThat(effect(same, "v2.0.4", "v3-20260823").groups()).isEmpty();
    }

    private static UpgradeEffect effect(Matrix matrix, String from, String to) {
        return UpgradeEffect.of(matrix, matrix.version(from), matrix.version(to));
    }
}
