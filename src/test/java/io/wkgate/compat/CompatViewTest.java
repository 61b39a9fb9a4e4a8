package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise: the reader's own versions come first, once each, and what is said of them is what their cells say. */
class CompatViewTest {

    private static final Matrix MATRIX = SampleMatrix.make();

    @Test
    void theReadersVersionComesFirstAndOnlyOnce() {
        CompatView view = CompatView.of(MATRIX, List.of(node(1, "2.x", "v2.0.4-beta-20240904")));
        assertThat(view.columns()).extracting(Column::name).containsExactly("v2.0.4", "v1.2.6", "v3-20260823");
        assertThat(view.own()).hasSize(1);
        assertThat(view.own().get(0).inherited()).isFalse();
    }

    @Test
    void aVersionThatWasNotMeasuredIsAColumnOfItsOwnBesideTheOneThatSpeaksForIt() {
        CompatView view = CompatView.of(MATRIX, List.of(node(1, "2.x", "v2.0.7-20241012")));
        assertThat(view.columns())
                .extracting(Column::name)
                .containsExactly("v2.0.7-20241012", "v1.2.6", "v2.0.4", "v3-20260823");
        Column own = view.own().get(0);
        assertThat(own.inherited()).isTrue();
        assertThat(own.measured().name()).isEqualTo("v2.0.4");
    }

    @Test
    void nodesOfOneVersionShareAColumnAndOthersHaveTheirOwn() {
        CompatView view = CompatView.of(
                MATRIX, List.of(node(1, "1.2", "v1.2.6"), node(2, "3.x", "unknown"), node(3, "1.2", "v1.2.6")));
        assertThat(view.own()).hasSize(2);
        assertThat(view.own().get(0).nodes()).extracting(RunningNode::number).containsExactly(1, 3);
        assertThat(view.own().get(1).measured().name()).isEqualTo("v3-20260823");
    }

    @Test
    void aNodeThatNobodyKnowsHasNoColumn() {
        RunningNode away = RunningNode.of(new JsonObject()
                .put("node", 1)
                .put("url", "http://10.0.0.1:5001")
                .put("state", "unreachable"));
        CompatView view = CompatView.of(MATRIX, List.of(away));
        assertThat(view.own()).isEmpty();
        assertThat(view.columns()).hasSize(3);
    }

    @Test
    void whoAsksAboutAVersionIsToldOfThatOne() {
        List<RunningNode> nodes = List.of(node(1, "1.2", "v1.2.6"));
        assertThat(CompatView.about(MATRIX, nodes, "2.0.4").orElseThrow().own())
                .extracting(Column::name)
                .containsExactly("v2.0.4");
        assertThat(CompatView.about(MATRIX, nodes, "v9")).isEmpty();
        assertThat(CompatView.askable(MATRIX)).contains("v2.0.7-20241012", "v1.2.6");
    }

    @Test
    void tallyAndLackingSayWhatTheCellsSay() {
        CompatView view = CompatView.of(MATRIX, List.of(node(1, "3.x", "unknown")));
        Column three = view.own().get(0);
        assertThat(view.tally(three))
                .containsEntry(Support.WORKS, 0L)
                .containsEntry(Support.THROUGH_WKGATE, 1L)
                .containsEntry(Support.DEGRADED, 2L)
                .containsEntry(Support.IMPOSSIBLE, 1L);
        assertThat(view.lacking(three))
                .extracting(statement -> statement.feature().id())
                .containsExactly("revoke.group", "delivery.restart", "revoke.offline");
    }

    @Test
    void upgradesAreListedNewerOnesFirst() {
        CompatView view = CompatView.of(MATRIX, List.of(node(1, "2.x", "v2.0.4")));
        assertThat(view.others(view.own().get(0))).extracting(Column::name).containsExactly("v3-20260823", "v1.2.6");
    }

    static RunningNode node(int number, String line, String version) {
        return RunningNode.of(new JsonObject()
                .put("node", number)
                .put("url", "http://10.0.0." + number + ":5001")
                .put("state", "known")
                .put("line", line)
                .put("version", version));
    }
}
