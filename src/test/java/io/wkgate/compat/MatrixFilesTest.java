package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: every file of {@code compat-matrix/} has the form of its schema, is in the index, is packed, and the linter is content. */
class MatrixFilesTest {

    /** A file and its schema. */
    record Shaped(String file, String schema) {}

    static Stream<Shaped> files() throws IOException {
        return Stream.of(
                        Stream.of(new Shaped("index.json", "index"), new Shaped("releases.json", "releases")),
                        MatrixFolder.names("features").stream().map(name -> new Shaped(name, "features")),
                        MatrixFolder.names("versions").stream().map(name -> new Shaped(name, "version")))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasTheFormOfItsSchema(Shaped shaped) throws IOException {
        assertThat(faults(shaped.schema(), MatrixFolder.json(shaped.file())))
                .as(shaped.file())
                .isEmpty();
    }

    @Test
    void aSchemaRefusesWhatHasNotItsForm() throws IOException {
        JsonObject release =
                MatrixFolder.json("releases.json").getJsonArray("releases").getJsonObject(0);
        release.put("released", "yesterday");
        assertThat(faults("releases", new JsonObject().put("releases", List.of(release))))
                .isNotEmpty();
        assertThat(faults("features", new JsonObject().put("group", "delivery")))
                .isNotEmpty();
        JsonObject cell =
                new JsonObject("{\"outcome\":\"kept\",\"evidence\":[{\"hearsay\":\"x\",\"on\":\"2026-11-22\"}]}");
        JsonObject version =
                MatrixFolder.json("versions/v2.0.4.json").put("cells", new JsonObject().put("delivery.kept", cell));
        assertThat(faults("version", version)).isNotEmpty();
        assertThat(faults("index", new JsonObject().put("features", List.of("delivery.json"))))
                .isNotEmpty();
    }

    @Test
    void theIndexNamesEveryFile() throws IOException {
        JsonObject index = MatrixFolder.json(MatrixReader.INDEX);
        assertThat(index.getJsonArray("features").getList())
                .as("the features in compat-matrix/index.json, in the order of their numbers")
                .isEqualTo(MatrixFolder.names("features"));
        assertThat(index.getJsonArray("versions").getList())
                .as("the versions in compat-matrix/index.json, oldest line first")
                .hasSameElementsAs(MatrixFolder.names("versions"));
        assertThat(MatrixFolder.read().versions())
                .allSatisfy(version ->
                        assertThat(MatrixFolder.names("versions")).contains("versions/" + version.name() + ".json"));
    }

    @Test
    void whatIsPackedIsWhatIsInTheRepository() {
        assertThat(Matrix.load()).isEqualTo(MatrixFolder.read());
    }

    @Test
    void theLinterIsContent() {
        List<String> complaints =
                new MatrixLint(new RepositoryShelf(), LocalDate.now(ZoneOffset.UTC)).complaints(MatrixFolder.read());
        assertThat(complaints).as(String.join("\n", complaints)).isEmpty();
    }

    private static List<String> faults(String schema, JsonObject json) throws IOException {
        OutputUnit result = Validator.create(
                        JsonSchema.of(MatrixFolder.json("schema/" + schema + ".json")),
                        new JsonSchemaOptions()
                                .setBaseUri("app://wkgate/")
                                .setDraft(Draft.DRAFT202012)
                                .setOutputFormat(OutputFormat.Basic))
                .validate(json);
        return Boolean.TRUE.equals(result.getValid())
                ? List.of()
                : Stream.concat(
                                Stream.of(String.valueOf(result.getError())),
                                Stream.ofNullable(result.getErrors())
                                        .flatMap(List::stream)
                                        .map(unit -> unit.getInstanceLocation() + ": " + unit.getError()))
                        .toList();
    }
}
