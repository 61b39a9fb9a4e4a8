package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise: the page says for whom it is, how that is known, and everything of the matrix, and runs nothing. */
class HtmlPageTest {

    private static final Matrix MATRIX = SampleMatrix.make();

    @Test
    void nothingThatTheMatrixOrAnUpstreamSaysIsMarkup() {
        String attack = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick=\"x";
        CompatView view = CompatView.of(
                SampleMatrix.hostile(attack), List.of(CompatViewTest.node(1, "2.x", attack), away(attack)));
        for (Language language : Language.values()) {
            assertThat(HtmlPage.of(view, language))
                    .doesNotContain("<script")
                    .doesNotContain("<img")
                    .doesNotContain("\" onclick")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    @Test
    void itHasNoScriptNoStyleOfItsOwnAndNothingFromElsewhere() {
        assertThat(of(CompatViewTest.node(1, "2.x", "v2.0.4")))
                .doesNotContain("<script")
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContainPattern("(?:src|href|action)=\"(?:https?:)?//");
    }

    @Test
    void anInheritedVersionIsVisibleAsSuch() {
        assertThat(of(CompatViewTest.node(1, "2.x", "v2.0.7-20241012")))
                .contains("<span class=\"name\">v2.0.7-20241012</span><span class=\"inherited\">from v2.0.4</span>")
                .contains("v2.0.7-20241012 was not measured")
                .contains("class=\"works own taken\"");
    }

    @Test
    void everyCellHasItsSignItsWordsAndItsEvidence() {
        assertThat(of(CompatViewTest.node(1, "3.x", "unknown")))
                .contains("<span class=\"word\">Impossible</span>")
                .contains("<span class=\"mark\" aria-hidden=\"true\">✕</span>")
                .contains("3 tries, then dropped")
                .contains("v3-20260823/webhooks.jsonl")
                .contains("OrderTest#inOrder")
                .contains("2026-11-22")
                .contains("repairs it from the log");
    }

    @Test
    void withoutAnUpstreamItSaysSoAndShowsAllVersions() {
        String page = HtmlPage.of(CompatView.of(MATRIX, List.of()), Language.EN);
        assertThat(page).contains("No WuKongIM is configured").contains("A msg.notify that is refused");
        assertThat(page).doesNotContain("class=\"flag\"").doesNotContain("id=\"upgrades\"");
    }

    @Test
    void anUpstreamThatIsAwayIsNamedWithTheReason() {
        assertThat(of(away("http://10.0.0.9:5001")))
                .contains("is not known now")
                .contains("http://10.0.0.9:5001")
                .contains("is not reachable");
    }

    @Test
    void nodesThatDifferAreEachShown() {
        String page = of(CompatViewTest.node(1, "1.2", "v1.2.6"), CompatViewTest.node(2, "2.x", "v2.0.4"));
        assertThat(page)
                .contains("Your nodes run different versions")
                .contains("Degraded on v2.0.4, and why")
                .contains("Nothing is degraded on v1.2.6.")
                .contains("What an upgrade from v1.2.6 would change");
    }

    @Test
    void inChineseNoSentenceOfThePageIsEnglish() {
        String page = HtmlPage.of(CompatView.of(MATRIX, List.of(CompatViewTest.node(1, "2.x", "v2.0.4"))), Language.ZH);
        assertThat(page).contains("<html lang=\"zh-CN\">").contains("被拒绝的 msg.notify");
        for (Phrase phrase : Phrase.values()) {
            String english = phrase.in(Language.EN);
            if (english.length() > 12 && !english.contains("%")) {
                assertThat(page).doesNotContain(english);
            }
        }
    }

    private static RunningNode away(String address) {
        return RunningNode.of(
                new JsonObject().put("node", 2).put("url", address).put("state", "unreachable"));
    }

    private static String of(RunningNode... nodes) {
        return HtmlPage.of(CompatView.of(MATRIX, List.of(nodes)), Language.EN);
    }
}
