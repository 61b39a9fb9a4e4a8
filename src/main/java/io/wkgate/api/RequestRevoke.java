package io.wkgate.api;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.revoke.Revoke;
import io.wkgate.revoke.RevokeAnswer;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.web.BadInput;
import io.wkgate.web.NamedProblem;
import io.wkgate.web.Problem;
import java.util.List;

/** {@code POST /v1/revokes}. */
final class RequestRevoke implements Handler<RoutingContext> {

    private final RevokeDesk desk;

    RequestRevoke(RevokeDesk desk) {
        this.desk = desk;
    }

    @Override
    public void handle(RoutingContext exchange) {
        JsonObject body = exchange.body().asJsonObject();
        desk.request(RevokeRequestJson.read(body))
                .onSuccess(answer -> answer(exchange, answer))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    static void answer(RoutingContext exchange, RevokeAnswer answer) {
        if (answer instanceof RevokeAnswer.Accepted accepted) {
            accepted(exchange, accepted.revokes());
        } else if (answer instanceof RevokeAnswer.Forbidden forbidden) {
            NamedProblem.forbidden(forbidden.rule(), forbidden.detail()).answer(exchange);
        } else if (answer instanceof RevokeAnswer.NotFound notFound) {
            Problem.notFound(notFound.detail()).answer(exchange);
        } else if (answer instanceof RevokeAnswer.Impossible impossible) {
            Problem.conflict(impossible.detail()).answer(exchange);
        } else if (answer instanceof RevokeAnswer.Invalid invalid) {
            new BadInput(invalid.field(), invalid.detail()).answer(exchange);
        } else if (answer instanceof RevokeAnswer.Unavailable unavailable) {
            Problem.unavailable(unavailable.detail()).answer(exchange);
        }
    }

    private static void accepted(RoutingContext exchange, List<Revoke> revokes) {
        JsonObject json = RevokeJson.of(revokes);
        boolean finished = revokes.stream().allMatch(Revoke::finished);
        if (!finished) {
            exchange.response().setStatusCode(202).putHeader("Location", "/v1/revokes/" + json.getString("id"));
        }
        exchange.json(json);
    }
}
