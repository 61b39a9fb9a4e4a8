package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.ByteSize;
import io.wkgate.config.DatabaseSettings;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseTls;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import io.wkgate.testing.TsddTables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.AbstractStringAssert;

/** A database that a test breaks, and the doctor who looks at it. */
record DoctoredDatabase(ConnectionDetails details, LayoutName layout) {

    /** With all tables made, as they are after wkgate's first start. */
    static DoctoredDatabase healthy(ConnectionDetails details, LayoutName layout) throws Exception {
        if (layout == LayoutName.TSDD) {
            TsddTables.create(details);
        }
        DoctoredDatabase database = new DoctoredDatabase(details, layout);
        database.migrate();
        return database;
    }

    /** For whoever mends what it breaks: the one that the last of them gave back, or a new one if that one never came back. */
    static DoctoredDatabase lent(AtomicReference<DoctoredDatabase> mended, DatabaseServer server, LayoutName layout)
            throws Exception {
        DoctoredDatabase again = mended.getAndSet(null);
        return again == null ? healthy(server.createDatabase(), layout) : again;
    }

    void migrate() {
        new Migrations(url(), layout, Duration.ofSeconds(5)).run();
    }

    DatabaseUrl url() {
        return DatabaseUrl.parse(TestGateway.url(details));
    }

    List<Finding> look() {
        DatabaseSettings settings = new DatabaseSettings(
                Optional.of(url()),
                layout,
                Path.of("data"),
                4,
                Duration.ofSeconds(3),
                Duration.ZERO,
                DatabaseTls.Mode.OFF,
                Optional.empty());
        List<Finding> findings = new DatabaseCheck(url(), settings, ByteSize.parse("24MiB")).look();
        assertThat(findings).isNotEmpty().allSatisfy(this::isComplete);
        return findings;
    }

    /** What the doctor has to say against it. */
    List<Finding> complaints() {
        return look().stream()
                .filter(finding -> finding.level() == Finding.Level.WARNING || finding.level() == Finding.Level.FAILURE)
                .toList();
    }

    /** The only complaint. */
    Finding complaint() {
        List<Finding> complaints = complaints();
        assertThat(complaints).hasSize(1);
        return complaints.get(0);
    }

    Finding good(String id) {
        Finding found = look().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(found.level()).as(found.toString()).isEqualTo(Finding.Level.GOOD);
        return found;
    }

    /** Runs what the finding says would mend it, as the database's own account. */
    void mend(Finding finding) throws Exception {
        Sql.run(details, statements(finding));
    }

    static void mendAsAdministrator(DatabaseServer server, Finding finding) throws Exception {
        Sql.runAsAdministrator(server, statements(finding));
    }

    private static String[] statements(Finding finding) {
        assertThat(finding.details()).containsKey("statement");
        String[] statements = finding.details().get("statement").split(";\n");
        assertThat(finding.mend()).contains(statements);
        return statements;
    }

    /** Says what, why and how to mend it, and never the password. */
    private void isComplete(Finding finding) {
        AbstractStringAssert<?> text = assertThat(finding.toString());
        if (!details.password().isEmpty()) {
            text.doesNotContain(details.password());
        }
        assertThat(finding.id()).matches("database\\.[a-z-]+");
        assertThat(finding.what()).endsWith(".");
        boolean complaint = finding.level() == Finding.Level.WARNING || finding.level() == Finding.Level.FAILURE;
        assertThat(finding.why().isEmpty()).as(finding.toString()).isEqualTo(!complaint);
        assertThat(finding.mend().isEmpty()).as(finding.toString()).isEqualTo(!complaint);
    }
}
