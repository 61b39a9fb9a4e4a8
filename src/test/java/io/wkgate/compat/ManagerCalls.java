package io.wkgate.compat;

import io.vertx.core.json.JsonObject;

/** v3's manager listener, which asks for a login or not. */
final class ManagerCalls {

    private static final String USER = "admin";
    private static final String PASSWORD = "a1234567";
    private static final int UNAUTHORIZED = 401;

    private HttpCalls calls;

    ManagerCalls(String address) {
        calls = new HttpCalls(address);
    }

    Bench.Reply get(String pathAndQuery) {
        Bench.Reply reply = calls.get(pathAndQuery);
        if (reply.status() != UNAUTHORIZED) {
            return reply;
        }
        String token = calls.post(
                        "/manager/login", new JsonObject().put("username", USER).put("password", PASSWORD))
                .json()
                .getString("access_token");
        calls = calls.with("Authorization", "Bearer " + token);
        return calls.get(pathAndQuery);
    }
}
