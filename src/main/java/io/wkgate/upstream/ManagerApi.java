package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * v3's manager listener, and who is in a channel as it tells. Measured on v3-20260823, with and without login
 * ({@code auth_on}); its routes are those of {@code internal/access/manager}. Thread-safe.
 */
final class ManagerApi implements AutoCloseable {

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 500;

    private final UpstreamClient client;
    private final Optional<String> user;
    private final Optional<Secret> password;
    private volatile Optional<Secret> token = Optional.empty();

    private ManagerApi(UpstreamClient client, UpstreamSettings settings) {
        this.client = client;
        user = settings.managerUser();
        password = settings.managerPassword();
    }

    /** Nothing where it is not configured. */
    static Optional<ManagerApi> of(Vertx vertx, UpstreamSettings settings) {
        if (settings.managerUrls().isEmpty()) {
            return Optional.empty();
        }
        UpstreamSettings own = new UpstreamSettings(
                settings.managerUrls(),
                Optional.empty(),
                settings.timeout(),
                settings.probeInterval(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return Optional.of(new ManagerApi(new UpstreamClient(vertx, own), settings));
    }

    /** A channel's members, page by page. */
    Future<List<String>> members(ChannelKey channel) {
        return members(channel, "", new ArrayList<>(), 0);
    }

    private Future<List<String>> members(ChannelKey channel, String cursor, List<String> uids, int pages) {
        Map<String, String> parameters = new HashMap<>(Map.of("limit", Integer.toString(PAGE)));
        if (!cursor.isEmpty()) {
            parameters.put("cursor", cursor);
        }
        String path =
                "/manager/channels/" + channel.type() + "/" + UpstreamRequest.encoded(channel.id()) + "/subscribers";
        return get(UpstreamRequest.get(path, parameters))
                .map(MemberList::ofManager)
                .compose(page -> {
                    uids.addAll(page.uids());
                    return page.next().isPresent() && pages < MOST_PAGES
                            ? members(channel, page.next().get(), uids, pages + 1)
                            : Future.succeededFuture(List.copyOf(uids));
                });
    }

    /** Logs in when it is asked to, once. */
    Future<UpstreamAnswer> get(UpstreamRequest request) {
        return call(0, request.with(token))
                .recover(thrown -> refusesToken(thrown) && user.isPresent() && password.isPresent()
                        ? login().compose(fresh -> call(0, request.with(Optional.of(fresh))))
                        : Future.failedFuture(thrown));
    }

    private static boolean refusesToken(Throwable thrown) {
        return UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered answered
                && answered.answer().status() == 401;
    }

    private Future<Secret> login() {
        JsonObject body = new JsonObject()
                .put("username", user.orElse(""))
                .put("password", password.map(Secret::value).orElse(""));
        return call(0, UpstreamRequest.post("/manager/login", body)).map(answer -> {
            Secret fresh = answer.json()
                    .map(given -> given.getString("access_token"))
                    .map(Secret::new)
                    .orElseThrow(() -> new UpstreamException(
                            new UpstreamFailure.NotUnderstood("the answer to the login has no access_token")));
            token = Optional.of(fresh);
            return fresh;
        });
    }

    /** From one address after another until one answers. */
    private Future<UpstreamAnswer> call(int place, UpstreamRequest request) {
        Future<UpstreamAnswer> answer = client.call(client.nodes().get(place), request);
        return place + 1 == client.nodes().size()
                ? answer
                : answer.recover(thrown -> UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered
                        ? Future.failedFuture(thrown)
                        : call(place + 1, request));
    }

    @Override
    public void close() {
        client.close();
    }
}
