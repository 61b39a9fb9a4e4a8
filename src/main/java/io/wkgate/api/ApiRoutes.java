package io.wkgate.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ValidatorException;
import io.wkgate.web.BadInput;
import io.wkgate.web.BearerKey;
import io.wkgate.web.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes, which are the operations of the document and no others. */
final class ApiRoutes {

    static final String DOCUMENT = "/openapi.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
    private static final long BODY_LIMIT = 1 << 20;

    private ApiRoutes() {}

    /**
     * @param operations what answers each operation, by its operationId
     * @throws IllegalStateException if an operation has no handler, or a handler no operation
     */
    static Router build(
            Vertx vertx, OpenAPIContract contract, BearerKey key, Map<String, Handler<RoutingContext>> operations) {
        RouterBuilder builder = RouterBuilder.create(vertx, contract, SentRequest::of);
        // Of this type, it may stand before the one that reads the body: who has no key need not send one.
        SecurityPolicyHandler admission = exchange -> admit(exchange, key);
        builder.rootHandler(admission);
        builder.rootHandler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        Set<String> left = new TreeSet<>(operations.keySet());
        for (OpenAPIRoute route : builder.getRoutes()) {
            String id = route.getOperation().getOperationId();
            Handler<RoutingContext> handler = operations.get(id);
            if (handler == null) {
                throw new IllegalStateException("the operation " + id + " has no handler");
            }
            left.remove(id);
            route.addHandler(BadInput.answered(handler));
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("no operation for the handlers " + left);
        }
        Router router = builder.createRouter();
        refusals(router);
        return router;
    }

    private static void admit(RoutingContext exchange, BearerKey key) {
        if (exchange.request().path().equals(DOCUMENT)) {
            exchange.next();
        } else {
            key.handle(exchange);
        }
    }

    /** Not as last routes: they would match every method, and 405 could never be said. */
    private static void refusals(Router router) {
        router.errorHandler(400, ApiRoutes::badRequest);
        router.errorHandler(
                404,
                exchange -> Problem.notFound("there is nothing at this address").answer(exchange));
        router.errorHandler(
                405, exchange -> Problem.of(405, "not with this method").answer(exchange));
        router.errorHandler(
                413,
                exchange -> Problem.of(413, "the body is larger than " + BODY_LIMIT + " bytes")
                        .answer(exchange));
        router.errorHandler(
                415,
                exchange -> Problem.of(415, "send the body as Content-Type: application/json")
                        .answer(exchange));
        router.errorHandler(500, ApiRoutes::failed);
    }

    private static void badRequest(RoutingContext exchange) {
        Throwable failure = exchange.failure();
        if (failure != null && failure.getCause() instanceof ValidatorException violation) {
            Violation.of(violation).answer(exchange);
        } else {
            Problem.badRequest("the address or the request is not well formed").answer(exchange);
        }
    }

    private static void failed(RoutingContext exchange) {
        if (exchange.failure() instanceof BadInput mistake) {
            mistake.answer(exchange);
        } else {
            LOG.error(
                    "{} {} failed",
                    exchange.request().method(),
                    exchange.request().path(),
                    exchange.failure());
            Problem.of(500, "a mistake of wkgate; its log says more").answer(exchange);
        }
    }
}
