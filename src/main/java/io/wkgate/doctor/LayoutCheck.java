package io.wkgate.doctor;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.MigrationException;
import io.wkgate.store.MigrationStep;
import io.wkgate.store.Migrations;
import io.wkgate.store.NeededTables;
import io.wkgate.store.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of the layout: whether they are there, are as they must be, and may be used. */
final class LayoutCheck {

    private static final int NO_SUCH_TABLE = 1146;

    private final Connection connection;
    private final DatabaseUrl url;
    private final LayoutName layout;
    private final ServerVariables variables;
    private final boolean engineCounts;

    /** @param engineCounts whether the server's engines are MySQL's */
    LayoutCheck(
            Connection connection,
            DatabaseUrl url,
            LayoutName layout,
            ServerVariables variables,
            boolean engineCounts) {
        this.connection = connection;
        this.url = url;
        this.layout = layout;
        this.variables = variables;
        this.engineCounts = engineCounts;
    }

    List<Finding> findings() throws SQLException {
        Map<String, TableShape> tables = TableCatalogue.read(connection);
        List<MigrationStep> steps;
        try {
            steps = new Migrations(url, layout, Duration.ofSeconds(1)).steps();
        } catch (MigrationException e) {
            return withoutHistory(tables);
        }
        List<Finding> findings = new ArrayList<>(MigrationFindings.of(steps));
        List<TableNeed> needs = needs(steps, tables);
        List<Finding> found = tables(needs, tables);
        findings.addAll(found);
        List<TableNeed> usable = needs.stream()
                .filter(need -> found.stream().noneMatch(finding -> isForeign(finding, need.name())))
                .toList();
        boolean waiting = steps.stream().anyMatch(step -> step.isKnown() && !step.hasRun());
        findings.addAll(privileges(usable, tables, waiting));
        findings.addAll(NumberRoom.of(connection, usable, tables));
        return findings;
    }

    /** Mostly the account may not read it; then what it may do with the tables that are there is worth knowing. */
    private List<Finding> withoutHistory(Map<String, TableShape> tables) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.skipped(
                "database.tables",
                "The tables are not compared with what wkgate needs: which migrations have run cannot be read."));
        List<TableNeed> needs = new ArrayList<>();
        tables.values().stream()
                .filter(table -> table.name().startsWith("wkgate_") || isOurMessage(table))
                .forEach(table -> needs.add(TableNeed.of(table, true)));
        NeededTables.ofOthers(layout).stream()
                .filter(table -> tables.containsKey(table.name()))
                .forEach(table -> needs.add(TableNeed.of(table, false)));
        findings.addAll(privileges(needs, tables, true));
        return findings;
    }

    private boolean isOurMessage(TableShape table) {
        return layout == LayoutName.NATIVE
                && table.name().equals("message")
                && table.column("stored_at").isPresent();
    }

    /** A table of a migration that has not run is not missing yet; one of its name may be there already. */
    private List<TableNeed> needs(List<MigrationStep> steps, Map<String, TableShape> tables) {
        List<TableNeed> needs = new ArrayList<>();
        for (MigrationStep step : steps) {
            if (step.isKnown()) {
                NeededTables.own(List.of(step.script())).stream()
                        .filter(shape -> step.hasRun() || tables.containsKey(shape.name()))
                        .forEach(shape -> needs.add(TableNeed.of(shape, true)));
            }
        }
        NeededTables.ofOthers(layout).forEach(shape -> needs.add(TableNeed.of(shape, false)));
        return needs;
    }

    private static boolean isForeign(Finding finding, String table) {
        return finding.id().equals("database.table-foreign")
                && table.equals(finding.details().get("table"));
    }

    private List<Finding> tables(List<TableNeed> needs, Map<String, TableShape> tables) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (TableNeed need : needs) {
            TableShape there = tables.get(need.name());
            if (there != null) {
                findings.addAll(new TableComparison(need, there, engineCounts).findings());
            } else if (isMissing(need.name())) {
                findings.add(missing(need));
            }
        }
        findings.addAll(CollationMix.of(needs, tables));
        if (findings.isEmpty() && !needs.isEmpty()) {
            findings.add(Finding.good("database.tables", "All " + needs.size() + " tables are as wkgate needs them."));
        }
        return findings;
    }

    /** What the account may not see at all looks as if it were not there. */
    private boolean isMissing(String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM " + Quoted.name(table) + " LIMIT 0");
            return false;
        } catch (SQLException fault) {
            return fault.getErrorCode() == NO_SUCH_TABLE;
        }
    }

    private static Finding missing(TableNeed need) {
        String what = "There is no table " + need.name() + ".";
        if (need.own()) {
            return Mend.by(need.shape().statement())
                    .failure(
                            "database.table-missing",
                            what,
                            "Its migration has run, so wkgate does not make it again; every statement that names it"
                                    + " fails.")
                    .with("table", need.name());
        }
        Mend mend =
                Mend.of("Let TangSengDaoDaoServer start first, which makes it, or name its schema in database.url.");
        Finding finding = need.isWritten()
                ? mend.failure("database.table-missing", what, "wkgate does not start, or cannot mark a message.")
                : mend.warning(
                        "database.table-missing",
                        what,
                        "Who is in a group is not known (unless revoke.members-query tells it), and a manager's revoke"
                                + " is answered with 503 (unless revoke.role-query or the request tells the sender's"
                                + " role).");
        return finding.with("table", need.name());
    }

    private List<Finding> privileges(List<TableNeed> needs, Map<String, TableShape> tables, boolean pending)
            throws SQLException {
        String account = Quoted.account(DatabaseRow.ask(connection, "SELECT CURRENT_USER() AS account")
                .get(0)
                .text("account"));
        PrivilegeTrial trial = new PrivilegeTrial(connection, engineCounts);
        for (TableNeed need : needs) {
            TableShape there = tables.getOrDefault(need.name(), need.shape());
            if (tables.containsKey(need.name()) || !isMissing(need.name())) {
                trial.tryOut(need, there);
            }
        }
        List<Finding> findings = new ArrayList<>(trial.findings(url.database(), account, layout == LayoutName.NATIVE));
        findings.add(
                new DefinitionTrial(connection).finding(url.database(), account, pending, variables.on("wsrep_on")));
        return findings;
    }
}
