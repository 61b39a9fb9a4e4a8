package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.wkgate.config.Secret;
import io.wkgate.testing.EndOf;
import io.wkgate.web.BearerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promise: the document is right, says what every operation answers, and the routes are its operations and no others. */
class DocumentTest {

    private final Vertx vertx = Vertx.vertx();
    private final OpenAPIContract contract = ApiDocument.load().contract(vertx).await();

    @AfterEach
    void close() {
        EndOf.vertx(vertx);
    }

    private Map<String, Handler<RoutingContext>> handlers() {
        Map<String, Handler<RoutingContext>> handlers = new HashMap<>();
        for (Operation operation : contract.operations()) {
            handlers.put(operation.getOperationId(), exchange -> {});
        }
        return handlers;
    }

    private void build(Map<String, Handler<RoutingContext>> handlers) {
        ApiRoutes.build(vertx, contract, new BearerKey(new Secret("key"), "api key"), handlers);
    }

    @Test
    void anOperationWithoutAHandlerStopsTheStart() {
        Map<String, Handler<RoutingContext>> handlers = handlers();
        handlers.remove("readDraft");
        assertThatThrownBy(() -> build(handlers)).hasMessage("the operation readDraft has no handler");
    }

    @Test
    void aHandlerWithoutAnOperationStopsTheStart() {
        Map<String, Handler<RoutingContext>> handlers = handlers();
        handlers.put("forgotten", exchange -> {});
        assertThatThrownBy(() -> build(handlers)).hasMessage("no operation for the handlers [forgotten]");
    }

    @Test
    void everyOperationIsExplainedAndSaysWhatItRefuses() {
        assertThat(contract.operations()).hasSize(10).allSatisfy(operation -> {
            JsonObject model = operation.getOpenAPIModel();
            assertThat(model.getString("summary"))
                    .as(operation.getOperationId())
                    .isNotEmpty();
            boolean open = operation.getOperationId().equals("readDocument");
            assertThat(operation.getResponse(401) == null)
                    .as(operation.getOperationId())
                    .isEqualTo(open);
            assertThat(operation.getResponse(400) == null).isEqualTo(open);
            assertThat(operation.getResponse(200)).isNotNull();
        });
    }

    @Test
    void everyOperationIsInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("docs", "revokes.md"));
        assertThat(contract.operations())
                .allSatisfy(operation -> assertThat(guide)
                        .contains("`" + operation.getHttpMethod() + " " + operation.getOpenAPIPath() + "`"));
    }

    @Test
    void everyParameterIsExplained() {
        assertThat(contract.operations())
                .flatMap(Operation::getParameters)
                .isNotEmpty()
                .allSatisfy(parameter -> assertThat(parameter.getOpenAPIModel().getString("description"))
                        .as(parameter.getName())
                        .isNotEmpty());
    }
}
