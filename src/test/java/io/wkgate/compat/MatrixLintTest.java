package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: the linter refuses a matrix that is wrong in one place, and its sentence names the place and what to write there. */
class MatrixLintTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final String FEATURES = "compat-matrix/features/NN-health.json, health.readyz: ";
    private static final String CELL = "compat-matrix/versions/v2.0.4.json, health.readyz: ";
    private static final String VERSION = "compat-matrix/versions/v2.0.4.json: ";
    private static final String RELEASE = "compat-matrix/releases.json, v2.0.3-beta: ";

    @Test
    void aGoodMatrixIsGood() {
        assertThat(complaints(new SmallMatrix())).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        SmallMatrix files = new SmallMatrix().version(version -> version.put("released", "yesterday"));
        assertThatIllegalStateException()
                .isThrownBy(files::read)
                .withMessageContaining("compat-matrix/versions/v2.0.4.json has not its form: Text 'yesterday'");
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                fault(
                        CELL + "has no evidence; write a recording",
                        files -> files.cell(cell -> cell.remove("evidence"))),
                fault(
                        CELL + "has the unknown outcome \"fine\"; write one of [missing, there]",
                        files -> files.cell(cell -> cell.put("outcome", "fine"))),
                fault(
                        CELL + "has no cell; measure it",
                        files -> files.version(version -> version.put("cells", new JsonObject()))),
                fault(
                        "compat-matrix/versions/v2.0.4.json, health.other: is no feature",
                        files -> files.version(version -> version.getJsonObject("cells")
                                .put("health.other", new JsonObject().put("outcome", "there")))),
                fault(
                        CELL + "lacks the fact \"status\" that the text of \"missing\" names; write it into",
                        files -> files.cell(cell -> cell.remove("facts"))),
                fault(
                        CELL + "has the fact \"tries\" that no text of \"missing\" names; take it out",
                        files -> files.cell(cell -> cell.getJsonObject("facts").put("tries", "5"))),
                fault(
                        CELL + "has evidence of the future, 2026-11-23; write when",
                        files -> files.cell(cell -> evidence(cell).put("on", "2026-11-23"))),
                fault(
                        CELL + "has no such evidence: there is no file",
                        files -> files.cell(cell -> evidence(cell).put("recording", "v2.0.4/hearsay.json"))),
                fault(
                        CELL + "has no such evidence: the recording v2.2.5/api.json is not of v2.0.4",
                        files -> files.cell(cell -> evidence(cell).put("recording", "v2.2.5/api.json"))),
                fault(
                        CELL + "has no such evidence: there is no file docs/real-runs/hearsay/v2.0.4.json",
                        files -> files.cell(cell -> cites(cell, "run", "docs/real-runs/hearsay/v2.0.4.json"))),
                fault(
                        CELL + "has no such evidence: the run docs/real-runs/v2.2.5.json is not of v2.0.4",
                        files -> files.cell(cell -> cites(cell, "run", "docs/real-runs/v2.2.5.json"))),
                fault(
                        CELL + "has no such evidence: there is no class io.wkgate.NoTest",
                        files -> files.cell(cell -> cites(cell, "test", "io.wkgate.NoTest"))),
                fault(
                        CELL + "has no such evidence: io.wkgate.compat.MatrixLintTest#complaints is no test",
                        files -> files.cell(
                                cell -> cites(cell, "test", MatrixLintTest.class.getName() + "#complaints"))),
                fault(
                        CELL + "has no such evidence: io.wkgate.compat.RealMatrixTest does not run with every build",
                        files -> files.cell(cell -> cites(cell, "test", RealMatrixTest.class.getName()))));
    }

    static Stream<Arguments> features() {
        return Stream.of(
                fault(
                        FEATURES
                                + "outcome \"missing\" is degraded and does not say what wkgate does about it; write it",
                        files -> files.outcome("missing", outcome -> outcome.remove("wkgate"))),
                fault(
                        FEATURES + "no version has outcome \"unseen\"; take it out",
                        files -> files.feature(feature -> feature.getJsonObject("outcomes")
                                .put(
                                        "unseen",
                                        feature.getJsonObject("outcomes")
                                                .getJsonObject("there")
                                                .copy()))),
                fault(
                        FEATURES + "outcome \"there\" text has no \"zh\"; write it",
                        files -> files.outcome(
                                "there",
                                outcome -> outcome.getJsonObject("text").remove("zh"))),
                fault(
                        FEATURES + "why has no \"en\"; write it",
                        files -> files.feature(
                                feature -> feature.getJsonObject("why").put("en", " "))),
                fault(
                        FEATURES + "outcome \"there\" text names the facts [status] in en and [] in zh; name the same",
                        files -> files.outcome(
                                "there",
                                outcome -> outcome.getJsonObject("text").put("zh", "可用"))),
                fault(
                        FEATURES + "outcome \"there\" has a text of 108 characters; say it in 90",
                        files -> files.outcome(
                                "there",
                                outcome -> outcome.getJsonObject("text").put("en", "{status}" + "x".repeat(100)))),
                fault(
                        FEATURES + "is there twice; keep one",
                        files -> files.feature(feature -> files.features().add(feature.copy()))),
                fault(
                        "compat-matrix/features/NN-health.json, readyz: does not carry its group's name; begin",
                        files -> files.feature(feature -> feature.put("id", "readyz"))),
                fault(
                        FEATURES + "has no outcome; write",
                        files -> files.feature(feature -> feature.remove("outcomes"))));
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                fault(
                        VERSION + "has the unknown line \"2.0\"; write one of [1.2, 2.x, 3.x]",
                        files -> files.version(version -> version.put("line", "2.0"))),
                fault(
                        VERSION + "is released in the future, 2027-01-01; write",
                        files -> files.version(version -> version.put("released", "2027-01-01"))),
                fault(
                        "compat-matrix/versions/v3-20260823.json: is there twice; keep",
                        files -> files.version(version -> version.put("version", "v3-20260823"))),
                fault(
                        RELEASE + "inherits from \"v2.0.7\", which is no measured version of its line 2.x; write one of"
                                + " [v2.0.4]",
                        files -> files.release(release -> release.put("inherits", "v2.0.7"))),
                fault(
                        RELEASE + "inherits from \"v3-20260823\", which is no measured version of its line 2.x",
                        files -> files.release(release -> release.put("inherits", "v3-20260823"))),
                fault(
                        RELEASE + "is released in the future, 2026-12-01",
                        files -> files.release(release -> release.put("released", "2026-12-01"))),
                fault(
                        "compat-matrix/releases.json, v2.1.3-20250210: is there twice; keep one",
                        files -> files.release(release -> release.put("tag", "v2.1.3-20250210"))),
                fault(
                        "compat-matrix/releases.json, v2.0.4-beta-20240904: was measured; leave it out",
                        files -> files.release(release -> release.put("tag", "v2.0.4-beta-20240904"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"cells", "features", "versions"})
    void whatIsWrongIsNamed(String sentence, UnaryOperator<SmallMatrix> spoil) {
        assertThat(complaints(spoil.apply(new SmallMatrix())))
                .anySatisfy(complaint -> assertThat(complaint).startsWith(sentence));
    }

    private static Arguments fault(String sentence, UnaryOperator<SmallMatrix> spoil) {
        return Arguments.of(sentence, spoil);
    }

    private static JsonObject evidence(JsonObject cell) {
        return cell.getJsonArray("evidence").getJsonObject(0);
    }

    private static void cites(JsonObject cell, String kind, String name) {
        cell.put("evidence", JsonArray.of(new JsonObject().put(kind, name).put("on", "2026-11-22")));
    }

    private static List<String> complaints(SmallMatrix files) {
        return new MatrixLint(new RepositoryShelf(), TODAY).complaints(files.read());
    }
}
