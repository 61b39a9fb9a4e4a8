package io.wkgate.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.revoke.AuditEntry;
import io.wkgate.revoke.Change;
import io.wkgate.revoke.Revoke;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.revoke.RevokeState;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.NextPage;
import io.wkgate.web.Problem;
import java.util.Optional;
import java.util.function.Function;

/** Revokes looked at and changed, and the audit trail; the same on every listener. */
public final class RevokeOperations {

    private final RevokeDesk desk;
    private final String listener;

    /** @param listener where it is asked, which stands in the audit trail: {@code api} or {@code ops} */
    public RevokeOperations(RevokeDesk desk, String listener) {
        this.desk = desk;
        this.listener = listener;
    }

    /** A page of revokes, the newest first. */
    public void list(RoutingContext exchange) {
        BadInput.answered(this::answerList).handle(exchange);
    }

    private void answerList(RoutingContext exchange) {
        Input input = new Input(exchange);
        Optional<RevokeState> state = input.text("state").map(RevokeOperations::state);
        int limit = input.limit();
        answer(
                exchange,
                desk.list(state, input.before(), limit + 1)
                        .map(page -> NextPage.list(exchange, page, limit, RevokeJson::of, Revoke::id)));
    }

    private static RevokeState state(String label) {
        return RevokeState.of(label)
                .orElseThrow(() -> new BadInput("state", "not requested, sent, confirmed, dead or cancelled"));
    }

    /** One revoke with its attempts. */
    public void show(RoutingContext exchange) {
        BadInput.answered(this::answerOne).handle(exchange);
    }

    private void answerOne(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        desk.find(id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.<JsonObject>empty())
                        : desk.attempts(id).map(log -> Optional.of(RevokeJson.of(found.get(), log))))
                .onSuccess(found -> found.ifPresentOrElse(exchange::json, () -> none(exchange, id)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    /** Tries one again. */
    public void retry(RoutingContext exchange) {
        BadInput.answered(at -> change(at, id -> desk.retry(id, listener), "tried again"))
                .handle(exchange);
    }

    /** Stops one; the message stays marked. */
    public void cancel(RoutingContext exchange) {
        BadInput.answered(at -> change(at, id -> desk.cancel(id, listener), "cancelled"))
                .handle(exchange);
    }

    private static void change(RoutingContext exchange, Function<Long, Future<Change>> action, String done) {
        long id = new Input(exchange).id("id");
        action.apply(id)
                .onSuccess(change -> answer(exchange, id, change, done))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static void answer(RoutingContext exchange, long id, Change change, String done) {
        if (change instanceof Change.Changed changed) {
            exchange.json(RevokeJson.of(changed.revoke()));
        } else if (change instanceof Change.NotPossible refused) {
            Problem.conflict("it is " + refused.state().label() + "; that can not be " + done)
                    .answer(exchange);
        } else {
            none(exchange, id);
        }
    }

    /** A page of the audit trail, the newest first. */
    public void audit(RoutingContext exchange) {
        BadInput.answered(this::answerAudit).handle(exchange);
    }

    private void answerAudit(RoutingContext exchange) {
        Input input = new Input(exchange);
        int limit = input.limit();
        answer(
                exchange,
                desk.audit(input.number("message_id"), input.text("operator"), input.before(), limit + 1)
                        .map(page -> NextPage.list(exchange, page, limit, RevokeJson::of, AuditEntry::id)));
    }

    private static void answer(RoutingContext exchange, Future<JsonObject> result) {
        result.onSuccess(exchange::json)
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static void none(RoutingContext exchange, long id) {
        Problem.notFound("there is no revoke " + id).answer(exchange);
    }
}
