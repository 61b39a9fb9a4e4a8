package io.wkgate.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.config.ApiSettings;
import io.wkgate.config.ReadingSettings;
import io.wkgate.config.Secret;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.store.MessageReader;
import io.wkgate.web.BearerKey;
import io.wkgate.web.ListenException;
import io.wkgate.web.ListenerOptions;
import io.wkgate.web.Parting;
import io.wkgate.web.ServerTls;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The listener for business servers. Its OpenAPI document is open; everything else asks for the key. */
public final class Api {

    /** Names of users stand in the query of a page. */
    private static final int LONGEST_ADDRESS = 64 * 1024;

    private final Vertx vertx;
    private final ApiSettings settings;
    private final ApiDocument document = ApiDocument.load();
    private final Map<String, Handler<RoutingContext>> operations;
    private final Parting parting = new Parting();
    private volatile @Nullable HttpServer server;

    public Api(
            Vertx vertx,
            ApiSettings settings,
            ReadingSettings reading,
            MessageReader reader,
            RevokeDesk desk,
            Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        RevokeOperations revokes = new RevokeOperations(desk, "api");
        ReadOperations messages = new ReadOperations(reader, desk, reading);
        operations = Map.of(
                "readDocument", this::document,
                "requestRevoke", new RequestRevoke(desk),
                "listRevokes", revokes::list,
                "showRevoke", revokes::show,
                "retryRevoke", revokes::retry,
                "cancelRevoke", revokes::cancel,
                "listAudit", revokes::audit,
                "readChannel", messages::channel,
                "readMessage", messages::message,
                "readDraft", new ReadDraft(reader, reading.draftWindow(), clock));
    }

    /**
     * Begins to listen.
     *
     * @return the port
     */
    public Future<Integer> start(Secret key, ServerTls tls) {
        return document.contract(vertx)
                .map(contract -> ApiRoutes.build(vertx, contract, new BearerKey(key, "api key", "token"), operations))
                .compose(router -> listen(router, tls))
                .map(listening -> {
                    tls.renew(listening);
                    server = listening;
                    return listening.actualPort();
                });
    }

    private Future<HttpServer> listen(Router router, ServerTls tls) {
        HttpServerOptions options = ListenerOptions.http().setMaxInitialLineLength(LONGEST_ADDRESS);
        Future<HttpServer> listening = vertx.createHttpServer(tls.secured(options))
                .requestHandler(parting.of(router))
                .listen(settings.port(), settings.host());
        return ListenException.explained(listening, "api.host", settings.host(), "api.port", settings.port());
    }

    /** From now on whoever asks is sent elsewhere with the answer, and what comes all the same is answered. */
    public void draining() {
        parting.begin();
    }

    /** Takes nothing new and answers what is open; what is not answered in time is cut off. */
    public Future<Void> drain(Duration timeout) {
        HttpServer listening = server;
        return listening == null
                ? Future.succeededFuture()
                : listening.shutdown(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void document(RoutingContext exchange) {
        exchange.response()
                .putHeader("Content-Type", "application/yaml; charset=utf-8")
                .end(document.text());
    }
}
