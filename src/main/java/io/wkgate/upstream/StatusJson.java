package io.wkgate.upstream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A node's status as {@code /v1/upstream} and {@code wkgate probe --json} show it; without user, password and token. */
public final class StatusJson {

    private StatusJson() {}

    /** Of one probe alone. */
    public static JsonObject of(ProbeResult result) {
        return of(NodeStatus.unknown(result.node()).after(result));
    }

    /** Of a node that is watched; what is known of it may be older than its last probe. */
    public static JsonObject of(NodeStatus status) {
        JsonObject json = new JsonObject()
                .put("node", status.node().number())
                .put("url", status.node().url().base())
                .put("state", status.state().name().toLowerCase(Locale.ROOT));
        status.latest()
                .ifPresent(latest -> json.put("description", latest.description())
                        .put("probed_at", latest.probedAt().toString()));
        status.probedBy().ifPresent(replica -> json.put("probed_by", replica.toString()));
        status.known().ifPresent(report -> json.mergeIn(known(report)));
        status.latest().ifPresent(latest -> json.put("evidence", evidence(latest)));
        return json;
    }

    private static JsonObject known(UpstreamReport report) {
        JsonArray capabilities = new JsonArray();
        report.dialect()
                .capabilities()
                .forEach(capability -> capabilities.add(
                        new JsonObject().put("name", capability.label()).put("meaning", capability.sentence())));
        return new JsonObject()
                .put("line", report.line())
                .put("version", report.version())
                .put("dialect", report.dialect().line())
                .put("recognised_at", report.probedAt().toString())
                .put("capabilities", capabilities)
                .put("warnings", new JsonArray(report.warnings()));
    }

    private static JsonArray evidence(ProbeResult result) {
        JsonArray evidence = new JsonArray();
        result.evidence().forEach(each -> {
            JsonObject item = new JsonObject().put("route", each.route());
            each.status().ifPresent(status -> item.put("status", status));
            evidence.add(item.put("shows", each.shows()));
        });
        return evidence;
    }
}
