package io.wkgate.testing;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** The dead letters of a gateway, as an operator sees them. */
public final class DeadLetterView {

    private final TestGateway gateway;

    public DeadLetterView(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** The newest first, without their bytes. */
    public List<JsonObject> list() throws Exception {
        return new JsonObject(gateway.ops("GET", "/v1/deadletters?limit=500").body())
                .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    /** The newest first, only those that are newer than the id. */
    public List<JsonObject> since(long id) throws Exception {
        return list().stream().filter(letter -> id(letter) > id).toList();
    }

    /** The id of the newest, 0 if there is none. */
    public long newest() throws Exception {
        return list().stream().mapToLong(DeadLetterView::id).findFirst().orElse(0);
    }

    /** What is kept of one. */
    public byte[] bytes(JsonObject letter) throws Exception {
        return new JsonObject(gateway.ops("GET", "/v1/deadletters/" + letter.getString("id"))
                        .body())
                .getBinary("bytes");
    }

    /** A metric's value, 0 if it was never counted. */
    public double metric(String line) throws Exception {
        return gateway.ops("GET", "/metrics")
                .body()
                .lines()
                .filter(text -> text.startsWith(line + " "))
                .mapToDouble(text -> Double.parseDouble(text.substring(line.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static long id(JsonObject letter) {
        return Long.parseLong(letter.getString("id"));
    }
}
