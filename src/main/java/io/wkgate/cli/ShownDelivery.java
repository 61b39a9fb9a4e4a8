package io.wkgate.cli;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** A delivery as people read it: what is sent, and how it went. */
final class ShownDelivery {

    private static final int BODY = 2000;
    private static final int ANSWER = 200;

    private static final Table FAILURES = new Table(
            "  %-24s %-17s %6s %9s  %s", List.of("failed at", "outcome", "status", "took", "detail and answer"));

    private ShownDelivery() {}

    static void print(JsonObject delivery) {
        System.out.printf(
                "delivery %s of %s to %s: %s%n",
                delivery.getString("id"),
                delivery.getString("event"),
                delivery.getString("destination"),
                delivery.getString("state"));
        System.out.printf(
                "received %s, expires %s%n%n", delivery.getString("received_at"), delivery.getString("expires_at"));
        JsonObject request = delivery.getJsonObject("request");
        if (request == null) {
            System.out.println("its destination is not configured any more, so there is no request");
        } else {
            printRequest(request);
        }
        System.out.println();
        FAILURES.print(
                delivery.getJsonArray("failures"),
                "no attempt failed",
                failure -> List.of(
                        failure.getString("at"),
                        failure.getString("outcome"),
                        failure.getInteger("status"),
                        failure.getLong("took_ms") + " ms",
                        failure.getString("detail") + answer(failure.getString("answer"))));
    }

    private static void printRequest(JsonObject request) {
        System.out.println(request.getString("method") + " " + request.getString("url"));
        request.getJsonObject("headers")
                .forEach(header -> System.out.println(header.getKey() + ": " + header.getValue()));
        String body = request.getString("body");
        System.out.println();
        System.out.println(harmless(cut(body, BODY)));
        if (body.length() > BODY) {
            System.out.println("… " + (body.length() - BODY) + " more characters; --json shows them");
        }
    }

    private static String answer(String text) {
        String line = harmless(text).replaceAll("\\s+", " ").strip();
        String shown = line.length() <= ANSWER ? line : cut(line, ANSWER) + "…";
        return shown.isEmpty() ? "" : "; " + shown;
    }

    /** Not in the middle of a character. */
    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    /** What others wrote must not steer the operator's terminal. */
    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "·");
    }
}
