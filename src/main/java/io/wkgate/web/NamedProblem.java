package io.wkgate.web;

import io.vertx.ext.web.RoutingContext;

/** A problem with a member of its own, by which a program can tell what it is about. */
public record NamedProblem(Problem problem, String member, String name) {

    public static NamedProblem badRequest(String field, String detail) {
        return new NamedProblem(Problem.badRequest(detail), "field", field);
    }

    public static NamedProblem forbidden(String rule, String detail) {
        return new NamedProblem(Problem.forbidden(detail), "rule", rule);
    }

    public void answer(RoutingContext exchange) {
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.json().put(member, name).encode());
    }
}
