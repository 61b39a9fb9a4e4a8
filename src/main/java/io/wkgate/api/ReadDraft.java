package io.wkgate.api;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.event.Message;
import io.wkgate.store.Mark;
import io.wkgate.store.MessageReader;
import io.wkgate.store.StoredMessage;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.NamedProblem;
import io.wkgate.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code GET /v1/messages/{message_id}/draft}: what was revoked, for its author to write it anew. Whoever revoked it, the
 * content is the author's own.
 */
final class ReadDraft implements Handler<RoutingContext> {

    private final MessageReader reader;
    private final Duration window;
    private final Clock clock;

    ReadDraft(MessageReader reader, Duration window, Clock clock) {
        this.reader = reader;
        this.window = window;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext exchange) {
        Input input = new Input(exchange);
        long id = input.id("message_id");
        String uid = input.text("uid").orElseThrow(() -> new BadInput("uid", "missing"));
        reader.find(id)
                .onSuccess(found -> answer(exchange, id, uid, found))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void answer(RoutingContext exchange, long id, String uid, Optional<StoredMessage> found) {
        if (found.isEmpty()) {
            Problem.notFound("there is no message " + id).answer(exchange);
            return;
        }
        Message message = found.get().message();
        Optional<Mark> mark = found.get().mark();
        if (!message.fromUid().equals(uid)) {
            NamedProblem.forbidden("draft-author", "only its author may fetch it")
                    .answer(exchange);
        } else if (mark.isEmpty()) {
            Problem.conflict("it is not revoked").answer(exchange);
        } else {
            answer(exchange, message, mark.get().at().plus(window));
        }
    }

    private void answer(RoutingContext exchange, Message message, Instant until) {
        if (clock.instant().isBefore(until)) {
            exchange.json(new JsonObject()
                    .put("message_id", Long.toString(message.messageId()))
                    .put("payload", ShownMessage.payload(message))
                    .put("until", until.toString()));
        } else {
            NamedProblem.forbidden(
                            "draft-window",
                            window.isZero()
                                    ? "drafts are not given out here"
                                    : "the author could fetch it until " + until)
                    .answer(exchange);
        }
    }
}
