package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: what is read from the migrations' scripts is what the migrations make, column by column and key by key, and
 * what is said to be needed of TangSengDaoDaoServer's tables is in the tables that its server makes.
 */
@ExtendWith(DatabaseServerExtension.class)
class NeededTablesTest {

    @Test
    void theScriptsAreReadAsTheDatabaseReadsThem(ConnectionDetails details) throws Exception {
        Migrations migrations = new Migrations(StoreFixture.url(details), LayoutName.NATIVE, Duration.ofSeconds(5));
        migrations.run();
        List<TableShape> needed = NeededTables.own(
                migrations.steps().stream().map(MigrationStep::script).toList());
        assertThat(columns(needed))
                .isEqualTo(new TreeSet<>(Sql.column(
                        details,
                        "SELECT CONCAT_WS(' ', table_name, column_name, REGEXP_REPLACE(column_type, '(int)[(][0-9]+[)]',"
                                + " '\\\\1'), is_nullable, IF(extra = 'auto_increment', 'counts', ''), collation_name)"
                                + " FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " AND table_name <> 'wkgate_schema_history'")));
        assertThat(keys(needed))
                .isEqualTo(new TreeSet<>(Sql.column(
                        details,
                        "SELECT CONCAT_WS(' ', table_name, LOWER(index_name), IF(MAX(non_unique) = 0, 'unique', ''),"
                                + " GROUP_CONCAT(column_name ORDER BY seq_in_index)) FROM information_schema.statistics"
                                + " WHERE table_schema = DATABASE() AND table_name <> 'wkgate_schema_history'"
                                + " GROUP BY table_name, index_name")));
    }

    @Test
    void whatATableSaysMakesItItDoes(ConnectionDetails details) throws Exception {
        Migrations migrations = new Migrations(StoreFixture.url(details), LayoutName.NATIVE, Duration.ofSeconds(5));
        List<TableShape> needed = NeededTables.own(
                migrations.steps().stream().map(MigrationStep::script).toList());
        for (TableShape table : needed) {
            Sql.run(details, table.statement());
        }
        assertThat(Sql.column(details, "SHOW TABLES"))
                .containsExactlyInAnyOrderElementsOf(
                        needed.stream().map(TableShape::name).toList());
    }

    @Test
    void whatIsNeededOfTheOtherServerIsAPartOfWhatItMakes() throws Exception {
        Map<String, TableShape> theirs =
                ScriptTables.in(Files.readString(Path.of("src", "test", "resources", "tsdd", "tables.sql"))).stream()
                        .collect(Collectors.toMap(TableShape::name, Function.identity()));
        List<TableShape> needed = NeededTables.ofOthers(LayoutName.TSDD);
        assertThat(needed).extracting(TableShape::name).containsAll(TsddLayout.tables());
        for (TableShape table : needed) {
            TableShape made = theirs.get(table.name());
            assertThat(made.columns()).containsAll(table.columns());
            assertThat(made.keys()).containsAll(table.keys());
            assertThat(made.engine()).isEqualTo(table.engine());
            assertThat(made.collation()).isEqualTo(table.collation());
        }
    }

    @Test
    void aColumnThatALaterScriptModifiesIsAsItIsThen() {
        TableShape table = ScriptTables.in(
                        "CREATE TABLE one (id BIGINT NOT NULL, word VARCHAR(8) NOT NULL, PRIMARY KEY (id))"
                                + " ENGINE = InnoDB COLLATE = utf8mb4_bin;\n"
                                + "ALTER TABLE one\n  MODIFY COLUMN word VARCHAR(255) NULL COMMENT 'longer, or none';\n"
                                + "ALTER TABLE other MODIFY COLUMN word INT NOT NULL")
                .get(0);
        assertThat(table.columns()).extracting(ColumnShape::name).containsExactly("id", "word");
        assertThat(table.column("word").orElseThrow().type()).isEqualTo("varchar(255)");
        assertThat(table.column("word").orElseThrow().nullable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE message ADD COLUMN more INT",
                "CREATE TABLE one (id BIGINT NOT NULL, CONSTRAINT c CHECK (id > 0)) ENGINE = InnoDB COLLATE = utf8mb4_bin",
                "CREATE TABLE one (id BIGINT NOT NULL)"
            })
    void whatItCannotReadItRefuses(String script) {
        assertThatThrownBy(() -> ScriptTables.in(script)).isInstanceOf(IllegalStateException.class);
    }

    private static TreeSet<String> columns(List<TableShape> tables) {
        TreeSet<String> columns = new TreeSet<>();
        for (TableShape table : tables) {
            for (ColumnShape column : table.columns()) {
                String text = String.join(
                        " ",
                        table.name(),
                        column.name(),
                        column.type().replaceAll("(int)\\(\\d+\\)", "$1"),
                        column.nullable() ? "YES" : "NO",
                        column.autoIncrement() ? "counts" : "");
                columns.add(column.collation().isEmpty() ? text : text + " " + column.collation());
            }
        }
        return columns;
    }

    private static TreeSet<String> keys(List<TableShape> tables) {
        TreeSet<String> keys = new TreeSet<>();
        for (TableShape table : tables) {
            for (KeyShape key : table.keys()) {
                keys.add(String.join(
                        " ", table.name(), key.name(), key.unique() ? "unique" : "", String.join(",", key.columns())));
            }
        }
        return keys;
    }
}
