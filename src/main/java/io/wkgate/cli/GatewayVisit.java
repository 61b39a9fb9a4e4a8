package io.wkgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.doctor.DoctorReport;
import io.wkgate.doctor.DoctorReport.Area;
import io.wkgate.doctor.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only a running gateway knows: what came to its webhook, and which nodes of WuKongIM it reaches. */
final class GatewayVisit {

    private static final String AREA = "gateway";
    private static final String REPLICAS = "gateway.replicas";
    private static final int READY = 200;

    private final OpsClient ops;
    private final List<Finding> findings = new ArrayList<>();
    private boolean answers;

    GatewayVisit(OpsClient ops) {
        this.ops = ops;
    }

    /** Asks it whether it is there; what is said of the webhook is empty if it is not. */
    Optional<Area> webhook() {
        try {
            ops.open("/health/live");
        } catch (NoGateway away) {
            findings.add(notRunning());
            return Optional.empty();
        }
        int ready = ops.open("/health/ready");
        findings.add(ready == READY ? running() : notReady());
        try {
            JsonObject answer = ops.call("GET", "/v1/doctor?area=webhook");
            answers = true;
            nodes(ops.call("GET", "/v1/upstream"));
            replicas();
            return DoctorReport.areas(answer).stream().findFirst();
        } catch (Exception e) {
            findings.add(locked(e));
            return Optional.empty();
        }
    }

    /** Has it send a test message; empty if it does not answer. */
    List<Finding> testMessage(Duration patience) {
        if (!answers) {
            return List.of();
        }
        JsonObject answer = ops.call("POST", "/v1/doctor/test-message?wait=" + patience.toSeconds(), patience);
        return DoctorReport.areas(answer).stream()
                .flatMap(area -> area.findings().stream())
                .toList();
    }

    /** What is said of the gateway itself. */
    Area area() {
        return new Area(AREA, List.copyOf(findings));
    }

    private void nodes(JsonObject upstream) {
        for (Object each : upstream.getJsonArray("nodes", new JsonArray())) {
            JsonObject node = (JsonObject) each;
            if (!"known".equals(node.getString("state")) && !"not_probed".equals(node.getString("state"))) {
                findings.add(Finding.failure(
                        "gateway.node",
                        "For the running gateway, WuKongIM at " + node.getString("url") + " "
                                + node.getString("description", "is not known") + ".",
                        "What this command reaches from here does not help the gateway there.",
                        "If the area upstream below is well, the gateway runs elsewhere, or with other settings than these:"
                                + " restart it after a change."));
            }
        }
    }

    /** One that is silent is no finding: it may have died long ago, and its work is done by others. */
    private void replicas() {
        JsonObject answer;
        try {
            answer = ops.call("GET", "/v1/replicas");
        } catch (NotThere older) {
            return;
        } catch (CommandException refused) {
            findings.add(Finding.warning(
                    REPLICAS,
                    "The gateway cannot tell which replicas there are: " + refused.getMessage() + ".",
                    "Whether all run with the same settings is not known.",
                    "See what the area database says, then call this again."));
            return;
        }
        int there = 0;
        List<String> others = new ArrayList<>();
        for (Object each : answer.getJsonArray("items", new JsonArray())) {
            JsonObject replica = (JsonObject) each;
            if (!replica.getBoolean("silent")) {
                there++;
                if (replica.getBoolean("settings_differ")) {
                    others.add(replica.getString("name"));
                }
            }
        }
        findings.add(
                others.isEmpty()
                        ? Finding.good(REPLICAS, "Replicas that are there: " + there + ", all with the same settings.")
                        : Finding.warning(
                                REPLICAS,
                                "Of " + there
                                        + " replicas that are there some run with other settings than the one that"
                                        + " answers: " + String.join(", ", others) + ".",
                                "Whose settings count depends on who does the work.",
                                "During an upgrade wait until it is over; else give all the same and restart them."
                                        + " `wkgate replicas` shows them."));
    }

    private Finding running() {
        return Finding.good("gateway.ready", "A gateway answers at " + ops.address() + ", and is ready.");
    }

    private Finding notReady() {
        return Finding.failure(
                "gateway.not-ready",
                "A gateway answers at " + ops.address() + ", and is not ready.",
                "It cannot commit now, so WuKongIM's calls are held and then refused.",
                "The area database tells why; `curl " + ops.address() + "/health/ready` tells how it sees it.");
    }

    private Finding notRunning() {
        return missed(
                "gateway.not-running",
                "No gateway answers at " + ops.address() + ".",
                "While none runs, nobody takes what WuKongIM sends: it drops a message after some seconds, and wkgate pulls it"
                        + " back later. And nobody knows here what came to the webhook.",
                "Start it, or call this where it runs, or name it with --url.");
    }

    /** @param thrown a message of ours is shown, any other may hold a secret */
    private Finding locked(Exception thrown) {
        String reason = thrown instanceof CommandException ours
                ? ours.getMessage()
                : "its key is not configured, and the database that keeps it does not answer";
        return missed(
                "gateway.not-asked",
                "A gateway answers at " + ops.address() + ", but could not be asked: " + reason + ".",
                "What came to its webhook is not known.",
                "Call this with the settings of that gateway (--config, or its WKGATE_… variables), or give it WKGATE_OPS_KEY.");
    }

    /** Who names a gateway means it to be there; else it may be that none is meant to run here yet. */
    private Finding missed(String id, String what, String why, String mend) {
        return ops.named() ? Finding.failure(id, what, why, mend) : Finding.warning(id, what, why, mend);
    }
}
