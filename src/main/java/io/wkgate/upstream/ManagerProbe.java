package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import java.util.List;
import java.util.Optional;

/**
 * Asks one address of v3's manager listener whether it lets wkgate in, and how that node's webhook is configured
 * ({@code GET /manager/webhooks/config}, source: internal/access/manager/webhooks.go).
 */
public final class ManagerProbe implements AutoCloseable {

    private final ManagerApi api;

    /** @param url one of the configured ones */
    public ManagerProbe(Vertx vertx, UpstreamSettings settings, UpstreamUrl url) {
        UpstreamSettings one = new UpstreamSettings(
                settings.urls(),
                settings.token(),
                settings.timeout(),
                settings.probeInterval(),
                List.of(url),
                settings.managerUser(),
                settings.managerPassword());
        api = ManagerApi.of(vertx, one).orElseThrow();
    }

    /** The future never fails. */
    public Future<Access> access() {
        return api.get(UpstreamRequest.get("/manager/channels?limit=1"))
                .map(answer -> answer.json()
                                .filter(body -> body.getValue("items") instanceof JsonArray)
                                .isPresent()
                        ? new Access(true, false, "")
                        : new Access(false, false, "what answers there is no manager listener"))
                .otherwise(thrown -> {
                    UpstreamFailure failure = UpstreamFailure.of(thrown);
                    boolean refused = failure instanceof UpstreamFailure.Answered answered
                            && (answered.answer().status() == 401
                                    || answered.answer().status() == 403);
                    return new Access(false, refused, refused ? "it refuses the login" : failure.description());
                });
    }

    /** How its node calls its webhook; nothing where it does not tell. The future never fails. */
    public Future<Optional<ToldWebhook>> webhook() {
        return api.get(UpstreamRequest.get("/manager/webhooks/config"))
                .map(answer -> answer.json()
                        .filter(body -> body.getValue("enabled") instanceof Boolean)
                        .map(ManagerProbe::told))
                .otherwise(Optional.empty());
    }

    private static ToldWebhook told(JsonObject body) {
        List<String> events = body.getValue("focus_events") instanceof JsonArray array
                ? array.stream().map(String::valueOf).toList()
                : List.of();
        return new ToldWebhook(
                body.getBoolean("enabled"), body.getValue("http_addr") instanceof String text ? text : "", events);
    }

    @Override
    public void close() {
        api.close();
    }

    /**
     * Whether it lets wkgate in.
     *
     * @param refused whether it answers and wants another login
     * @param reason a sentence; empty if it lets it in
     */
    public record Access(boolean allowed, boolean refused, String reason) {}

    /**
     * A node's webhook as it was configured at its start.
     *
     * @param address may hold a token, so it must not be shown
     * @param focusEvents which events it is called for; none for all of them
     */
    public record ToldWebhook(boolean enabled, String address, List<String> focusEvents) {

        @Override
        public String toString() {
            return "ToldWebhook[enabled=" + enabled + ", focusEvents=" + focusEvents + "]";
        }
    }
}
