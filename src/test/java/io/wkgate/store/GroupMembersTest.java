package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TsddTables;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a group's members and their roles are what its own tables or the configured queries say, or unknown. */
@ExtendWith(DatabaseServerExtension.class)
class GroupMembersTest {

    private static final ChannelKey G1 = new ChannelKey(2, "g1");

    private static final String MEMBERS = "SELECT uid FROM team WHERE id = ? AND ? = 2 ORDER BY uid";
    private static final String ROLE = "SELECT role FROM team WHERE id = ? AND ? = 2 AND uid = ?";

    @Test
    void tsddKnowsThePresentMembersOfAGroupAndTheirRoles(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        Sql.run(
                database,
                "INSERT INTO group_member (group_no, uid, role, is_deleted, status) VALUES ('g1', 'u1', 1, 0, 1),"
                        + " ('g1', 'u2', 2, 0, 1), ('g1', 'u3', 0, 0, 1), ('g1', 'gone', 2, 1, 1),"
                        + " ('g1', 'blocked', 0, 0, 2), ('G2', 'u4', 1, 0, 1), ('g2', 'u5', 0, 0, 1)");
        try (StoreFixture store = StoreFixture.open(database, LayoutName.TSDD)) {
            GroupMembers members =
                    GroupMembers.of(store.database(), LayoutName.TSDD, Optional.empty(), Optional.empty());
            assertThat(members.members(G1).await()).containsExactly("u1", "u2", "u3");
            assertThat(members.members(new ChannelKey(2, "g2")).await()).containsExactly("u5");
            assertThat(members.members(new ChannelKey(4, "g1")).await()).isEmpty();
            assertThat(members.members(new ChannelKey(1, "u1@u2")).await()).isEmpty();
            assertThat(members.role(G1, "u1").await()).contains("owner");
            assertThat(members.role(G1, "u2").await()).contains("manager");
            assertThat(members.role(G1, "u3").await()).contains("member");
            // The tables take them for the same; whoever may do something is compared exactly.
            assertThat(members.role(G1, "U1").await()).isEmpty();
            assertThat(members.role(G1, "gone").await()).isEmpty();
            assertThat(members.role(G1, "blocked").await()).isEmpty();
            assertThat(members.role(new ChannelKey(4, "g1"), "u1").await()).isEmpty();
        }
    }

    @Test
    void theNativeLayoutKnowsNobody(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            GroupMembers members =
                    GroupMembers.of(store.database(), LayoutName.NATIVE, Optional.empty(), Optional.empty());
            assertThat(members.members(G1).await()).isEmpty();
            assertThat(members.role(G1, "u1").await()).isEmpty();
        }
    }

    @Test
    void whoMustKnowWhetherTheyWereToldAsksSo(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            GroupMembers members =
                    GroupMembers.of(store.database(), LayoutName.NATIVE, Optional.of(MEMBERS), Optional.empty());
            assertThatThrownBy(() -> members.askMembers(G1).await()).hasMessageContaining("team");
            assertThat(members.askMembers(new ChannelKey(1, "u1@u2")).await()).isEmpty();
            Sql.run(
                    database,
                    "CREATE TABLE team (id VARCHAR(40), uid VARCHAR(40), role VARCHAR(40))",
                    "INSERT INTO team VALUES ('g1', 'u1', ''), ('g1', '', '')");
            assertThat(members.askMembers(G1).await()).containsExactly("u1");
        }
        try (StoreFixture store = StoreFixture.open(database)) {
            GroupMembers nobodyKnows =
                    GroupMembers.of(store.database(), LayoutName.NATIVE, Optional.empty(), Optional.empty());
            assertThat(nobodyKnows.askMembers(G1).await()).isEmpty();
        }
    }

    @Test
    void configuredQueriesAreAskedAndOddRolesAreNone(ConnectionDetails database) throws Exception {
        Sql.run(
                database,
                "CREATE TABLE team (id VARCHAR(40), uid BIGINT, role VARCHAR(40))",
                "INSERT INTO team VALUES ('g1', 1, 'Owner'), ('g1', 2, 'boss'), ('g1', 3, NULL), ('g1', 1, 'member'),"
                        + " ('g1', NULL, 'member')");
        try (StoreFixture store = StoreFixture.open(database)) {
            GroupMembers members =
                    GroupMembers.of(store.database(), LayoutName.NATIVE, Optional.of(MEMBERS), Optional.of(ROLE));
            assertThat(members.members(G1).await()).containsExactly("1", "2", "3");
            assertThat(members.role(G1, "1").await()).contains("owner");
            assertThat(members.role(G1, "2").await()).isEmpty();
            assertThat(members.role(G1, "3").await()).isEmpty();
            assertThat(members.members(new ChannelKey(3, "g1")).await()).isEmpty();
        }
    }

    @Test
    void aMembersQueryThatFailsMeansUnknownAndIsSaidOnceUntilItWorksAgain(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database);
                LogCapture log = LogCapture.open()) {
            GroupMembers members =
                    GroupMembers.of(store.database(), LayoutName.NATIVE, Optional.of(MEMBERS), Optional.empty());
            assertThat(members.members(G1).await()).isEmpty();
            assertThat(members.members(G1).await()).isEmpty();
            assertThat(warnings(log))
                    .singleElement()
                    .asString()
                    .contains("error 1146", "revoke.members-query")
                    .doesNotContain("team", "g1");

            Sql.run(database, "CREATE TABLE team (id VARCHAR(40), uid BIGINT, role VARCHAR(40))");
            assertThat(members.members(G1).await()).isEmpty();
            Sql.run(database, "DROP TABLE team");
            assertThat(members.members(G1).await()).isEmpty();
            assertThat(warnings(log)).hasSize(2);
        }
    }

    @Test
    void aRoleThatCannotBeReadIsAFailureAndSaidOnceUntilItWorksAgain(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database);
                LogCapture log = LogCapture.open()) {
            GroupMembers members =
                    GroupMembers.of(store.database(), LayoutName.NATIVE, Optional.empty(), Optional.of(ROLE));
            assertUnread(members, "revoke.role-query failed, error 1146 (42S02)");
            assertUnread(members, "revoke.role-query failed, error 1146 (42S02)");
            assertThat(roleWarnings(log))
                    .singleElement()
                    .asString()
                    .contains("managers' revokes are answered with 503", "revoke.role-query failed, error 1146")
                    .doesNotContain("team", "g1", "u1");

            Sql.run(database, "CREATE TABLE team (id VARCHAR(40), uid VARCHAR(40), role VARCHAR(40))");
            assertThat(members.role(G1, "u1").await()).isEmpty();
            Sql.run(database, "DROP TABLE team");
            assertUnread(members, "revoke.role-query failed, error 1146 (42S02)");
            assertThat(roleWarnings(log)).hasSize(2);
        }
    }

    @Test
    void aRoleQueryThatTakesOtherValuesIsAFailure(ConnectionDetails database) throws Exception {
        try (StoreFixture store = StoreFixture.open(database)) {
            assertUnread(
                    GroupMembers.of(store.database(), LayoutName.NATIVE, Optional.empty(), Optional.of("SELECT 1")),
                    "revoke.role-query failed");
        }
    }

    @Test
    void aRoleInATableThatCannotBeReadIsAFailure(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        try (StoreFixture store = StoreFixture.open(database, LayoutName.TSDD)) {
            Sql.run(database, "DROP TABLE group_member");
            assertUnread(
                    GroupMembers.of(store.database(), LayoutName.TSDD, Optional.empty(), Optional.empty()),
                    "the table group_member could not be read, error 1146 (42S02)");
        }
    }

    private static void assertUnread(GroupMembers members, String message) {
        assertThatThrownBy(() -> members.role(G1, "u1").await())
                .isInstanceOf(UnreadRoleException.class)
                .hasMessageStartingWith(message);
        // Nobody has a role between two.
        assertThat(members.role(new ChannelKey(1, "u1@u2"), "u1").await()).isEmpty();
    }

    private static List<String> roleWarnings(LogCapture log) {
        return log.lines().stream()
                .filter(line -> line.startsWith("WARN the roles of groups"))
                .toList();
    }

    private static List<String> warnings(LogCapture log) {
        return log.lines().stream()
                .filter(line -> line.startsWith("WARN the members of groups"))
                .toList();
    }
}
