package io.wkgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wkgate audit}, over the ops listener of a running gateway. */
@Command(
        name = "audit",
        description = "Show who revoked what by which rule, and who was refused; the newest first.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    private static final Table TABLE = new Table(
            "%8s  %-24s %-10s %-20s %-16s %-8s %-20s %s",
            List.of("id", "at", "action", "message", "operator", "role", "rule", "detail"));

    @Mixin
    private final OpsClient ops = new OpsClient();

    @Option(names = "--message", defaultValue = "", description = "Only what concerns this message id.")
    private String message = "";

    @Option(
            names = "--operator",
            defaultValue = "",
            description = "Only what this user did, or an operator of wkgate (api, ops).")
    private String operator = "";

    @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50).")
    private int limit;

    @Option(names = "--before", defaultValue = "", description = "Only entries with a smaller id.")
    private String before = "";

    @Override
    public Integer call() {
        String query = new ListQuery(limit)
                .with("message_id", message)
                .with("operator", operator)
                .with("before", before)
                .text();
        TABLE.print(
                ops.call("GET", "/v1/audit" + query).getJsonArray("items"),
                "no entries",
                entry -> List.of(
                        entry.getString("id"),
                        entry.getString("at"),
                        entry.getString("action"),
                        entry.getString("message_id"),
                        entry.getJsonObject("operator").getString("uid"),
                        entry.getJsonObject("operator").getString("role"),
                        entry.getString("rule"),
                        entry.getString("detail")));
        return 0;
    }
}
