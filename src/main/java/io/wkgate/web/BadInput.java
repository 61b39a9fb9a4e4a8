package io.wkgate.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What was sent cannot be understood. */
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String sentence;

    /**
     * @param field what is wrong, as the caller wrote it: {@code limit}, {@code operator.uid}
     * @param detail why, without the value itself
     */
    public BadInput(String field, String detail) {
        super(field + ": " + detail, null, false, false);
        this.field = field;
        this.sentence = field + ": " + detail;
    }

    public String field() {
        return field;
    }

    public void answer(RoutingContext exchange) {
        NamedProblem.badRequest(field, sentence).answer(exchange);
    }

    /** The handler, with a bad input answered. */
    public static Handler<RoutingContext> answered(Handler<RoutingContext> handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (BadInput mistake) {
                mistake.answer(exchange);
            }
        };
    }
}
