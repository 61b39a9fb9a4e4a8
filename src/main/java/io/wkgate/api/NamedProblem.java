package io.wkgate.api;

import io.vertx.ext.web.RoutingContext;
import io.wkgate.web.Problem;

/** A problem with a member of its own, by which a program can tell what it is about. */
record NamedProblem(Problem problem, String member, String name) {

    static NamedProblem badRequest(String field, String detail) {
        return new NamedProblem(Problem.badRequest(detail), "field", field);
    }

    static NamedProblem forbidden(String rule, String detail) {
        return new NamedProblem(Problem.forbidden(detail), "rule", rule);
    }

    void answer(RoutingContext exchange) {
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.json().put(member, name).encode());
    }
}
