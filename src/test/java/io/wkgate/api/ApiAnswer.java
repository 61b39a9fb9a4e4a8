package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.util.List;

/** An answer of the api listener, which is either JSON or a problem, and never anything else. */
record ApiAnswer(int status, JsonObject json, String text) {

    static ApiAnswer get(TestGateway gateway, String path) throws Exception {
        return of(gateway.api("GET", path, ""));
    }

    static ApiAnswer post(TestGateway gateway, String path, String body) throws Exception {
        return of(gateway.api("POST", path, body));
    }

    static ApiAnswer of(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(type)
                .as(response.body())
                .startsWith(response.statusCode() < 300 ? "application/json" : "application/problem+json");
        JsonObject json = new JsonObject(response.body());
        if (response.statusCode() >= 300) {
            assertThat(json.getInteger("status")).isEqualTo(response.statusCode());
            assertThat(json.getString("title")).isNotEmpty();
        }
        return new ApiAnswer(response.statusCode(), json, response.body());
    }

    ApiAnswer is(int expected) {
        assertThat(status).as(text).isEqualTo(expected);
        return this;
    }

    /** That it is a 400 about this field. */
    void refuses(String field) {
        is(400);
        assertThat(json.getString("field")).as(text).isEqualTo(field);
        assertThat(json.getString("detail")).startsWith(field + ": ");
    }

    List<JsonObject> items() {
        is(200);
        return json.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }
}
