package io.wkgate.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document.
 *
 * @param text as it is served
 */
record ApiDocument(String text) {

    private static final String RESOURCE = "/openapi/wkgate.yaml";

    /** The one in the jar. */
    static ApiDocument load() {
        try (InputStream resource = ApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new ApiDocument(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the routes are built from, checked; fails if the document is not right. */
    Future<OpenAPIContract> contract(Vertx vertx) {
        // vertx-openapi refuses a document that names other media types; it is not asked to check our answers.
        String known = text.replace("application/problem+json:", "application/json:")
                .replace("application/yaml:", "text/plain:");
        Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(known);
        // The key is asked for before any route, so that it is also asked for where there is none.
        yaml.remove("security");
        return OpenAPIContract.from(vertx, new JsonObject(yaml));
    }
}
