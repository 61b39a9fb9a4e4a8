package io.wkgate.upstream;

import static io.wkgate.upstream.Line.ONE;
import static io.wkgate.upstream.Line.THREE;
import static io.wkgate.upstream.Line.TWO;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The routes by which the lines are told apart: which line has which, and how a server answers that has it. All are
 * harmless: the ones with POST get an empty object, which every measured version refuses with 400.
 */
enum ProbeRoute {
    /** Every version, api.json "route". Tells that a WuKongIM is there. */
    ROUTE(UpstreamRequest.get("/route"), Set.of(ONE, TWO, THREE), Set.of()) {
        @Override
        boolean form(int status, JsonObject body) {
            return status == 200 && body.containsKey("tcp_addr") && body.containsKey("ws_addr");
        }
    },
    /** v1.2.6, v2.0.10 and v2.2.5, api.json "varz"; 404 on v2.0.4 and v3. */
    VARZ(UpstreamRequest.get("/varz"), Set.of(ONE), Set.of(TWO)) {
        @Override
        boolean form(int status, JsonObject body) {
            return status == 200 && body.containsKey("version") && body.containsKey("server_id");
        }
    },
    /** v2, api.json "health"; v2.2.5 answers 500 {@code {"message":"no slots","status":"error"}} in its first moments. */
    HEALTH(UpstreamRequest.get("/health"), Set.of(TWO), Set.of()) {
        @Override
        boolean form(int status, JsonObject body) {
            return (status == 200 && "ok".equals(body.getValue("status")))
                    || (status == 500 && "no slots".equals(body.getValue("message")));
        }
    },
    /** v2, measured on v2.0.4, v2.0.10 and v2.2.5: {@code {"status":"running","step":"","last_err":null,…}}. */
    MIGRATE_RESULT(UpstreamRequest.get("/migrate/result"), Set.of(TWO), Set.of()) {
        @Override
        boolean form(int status, JsonObject body) {
            return status == 200 && body.containsKey("step");
        }
    },
    /** v3, api.json "healthz". */
    HEALTHZ(UpstreamRequest.get("/healthz"), Set.of(THREE), Set.of()) {
        @Override
        boolean form(int status, JsonObject body) {
            return status == 200 && "ok".equals(body.getValue("status"));
        }
    },
    /** v3, api.json "readyz"; by its name it may be 503 for a moment. */
    READYZ(UpstreamRequest.get("/readyz"), Set.of(THREE), Set.of()) {
        @Override
        boolean form(int status, JsonObject body) {
            return (status == 200 || status == 503) && body.containsKey("ready");
        }
    },
    /** v3, api.json "snapshot"; only with {@code [top] api_enable = true}. */
    SNAPSHOT(UpstreamRequest.get("/top/v1/snapshot"), Set.of(), Set.of(THREE)) {
        @Override
        boolean form(int status, JsonObject body) {
            return status == 200 && "top/v1".equals(body.getValue("version"));
        }
    },
    /** v1 and v2 but v2.0.0-beta, measured with an empty object: 400 {@code {"msg":"channel_id不能为空！","status":400}}. */
    MESSAGES(UpstreamRequest.post("/messages", new JsonObject()), Set.of(ONE), Set.of(TWO)) {
        @Override
        boolean form(int status, JsonObject body) {
            return refused(status, body);
        }
    },
    /** v2.2.5, measured without parameters: 400 {@code {"msg":"channel_id不能为空","status":400}}. */
    LAST_MESSAGE(UpstreamRequest.get("/channel/last_message"), Set.of(), Set.of(TWO)) {
        @Override
        boolean form(int status, JsonObject body) {
            return refused(status, body);
        }
    },
    /** v3, measured with an empty object: 400 {@code {"msg":"login_uid不能为空！","status":400}}. */
    MESSAGESYNCBATCH(UpstreamRequest.post("/channel/messagesyncbatch", new JsonObject()), Set.of(THREE), Set.of()) {
        @Override
        boolean form(int status, JsonObject body) {
            return refused(status, body);
        }
    };

    private final UpstreamRequest request;
    private final Set<Line> always;
    private final Set<Line> sometimes;

    ProbeRoute(UpstreamRequest request, Set<Line> always, Set<Line> sometimes) {
        this.request = request;
        this.always = always;
        this.sometimes = sometimes;
    }

    /** Whether this is how a WuKongIM that has the route answers. */
    abstract boolean form(int status, JsonObject body);

    /** How v1, v2 and v3 refuse what lacks a field. */
    private static boolean refused(int status, JsonObject body) {
        return status == 400 && body.containsKey("msg") && Integer.valueOf(400).equals(body.getValue("status"));
    }

    UpstreamRequest request() {
        return request;
    }

    Standing standing(UpstreamAnswer answer) {
        int status = answer.status();
        if (answer.json().filter(body -> form(status, body)).isPresent()) {
            return Standing.SERVED;
        } else if (status == 404) {
            return Standing.MISSING;
        }
        boolean troubled = (status >= 500 && status != 501) || status == 429;
        return troubled ? Standing.TROUBLED : Standing.FOREIGN;
    }

    /** Whether only one line has it, so that it tells that line by being there. */
    boolean tells(Line line) {
        return has(line) && always.size() + sometimes.size() == 1;
    }

    /** Whether a node of this line may have it. */
    boolean has(Line line) {
        return always.contains(line) || sometimes.contains(line);
    }

    /** Whether a node of this line must have it. */
    boolean hasAlways(Line line) {
        return always.contains(line);
    }

    /** The lines that have it, for people. */
    String lines() {
        return Arrays.stream(Line.values())
                .filter(this::has)
                .map(line -> always.contains(line) ? line.label() : "some " + line.label())
                .collect(Collectors.joining(", "));
    }
}
