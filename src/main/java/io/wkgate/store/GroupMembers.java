package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in a group, and as what, as far as this database knows: by the configured queries, else by the layout's own
 * tables. Members that cannot be asked for are not known, which costs a revoke no more than some who are told; a role that
 * cannot be read is a failure, for by it something is forbidden. Either is said in the log once until it works again.
 */
public final class GroupMembers {

    private static final Logger LOG = LoggerFactory.getLogger(GroupMembers.class);
    private static final Set<String> ROLES = Set.of("member", "manager", "owner");

    private final Database database;
    private final Layout layout;
    private final Optional<String> membersQuery;
    private final Optional<String> roleQuery;
    private final AtomicBoolean membersFailed = new AtomicBoolean();
    private final AtomicBoolean roleFailed = new AtomicBoolean();

    private GroupMembers(Database database, Layout layout, Optional<String> membersQuery, Optional<String> roleQuery) {
        this.database = database;
        this.layout = layout;
        this.membersQuery = membersQuery;
        this.roleQuery = roleQuery;
    }

    /**
     * @param membersQuery gives one uid a row for (channel_id, channel_type)
     * @param roleQuery gives {@code member}, {@code manager} or {@code owner} for (channel_id, channel_type, uid)
     */
    public static GroupMembers of(
            Database database, LayoutName layout, Optional<String> membersQuery, Optional<String> roleQuery) {
        return new GroupMembers(database, Layout.of(layout), membersQuery, roleQuery);
    }

    /** As {@link #members}, but fails where somebody knows and cannot be asked now. */
    public Future<List<String>> askMembers(ChannelKey channel) {
        return ask(channel, membersStatement(channel), "revoke.members-query", membersFailed)
                .map(GroupMembers::uids);
    }

    /** The uids of the group's present members, each once; empty where nobody knows, and for a person channel. */
    public Future<List<String>> members(ChannelKey channel) {
        return first(channel, membersStatement(channel), "revoke.members-query", membersFailed)
                .map(GroupMembers::uids);
    }

    /**
     * {@code member}, {@code manager} or {@code owner}; empty for who is not in the group, where there is nobody to ask, and
     * for a person channel.
     *
     * @return fails with {@link UnreadRoleException} when it could not be read
     */
    public Future<Optional<String>> role(ChannelKey channel, String uid) {
        Optional<Statement> asked = roleQuery
                .map(query -> new Statement(query, Tuple.of(channel.id(), channel.type(), uid)))
                .or(() -> layout.role(channel, uid));
        if (asked.isEmpty() || channel.type() == ChannelKey.PERSON) {
            return Future.succeededFuture(Optional.empty());
        }
        return Future.succeededFuture(asked.get())
                .compose(run -> database.execute(run.sql(), run.parameters()))
                .map(rows -> {
                    roleFailed.set(false);
                    return role(rows);
                })
                .recover(failure -> Future.failedFuture(unreadRole(DatabaseFault.of(failure))));
    }

    private static Optional<String> role(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> String.valueOf(row.getValue(0)).strip().toLowerCase(Locale.ROOT))
                .filter(ROLES::contains)
                .findFirst();
    }

    private UnreadRoleException unreadRole(DatabaseFault fault) {
        String what = (roleQuery.isPresent() ? "revoke.role-query failed" : "the table group_member could not be read")
                + ", " + fault.description();
        if (!roleFailed.getAndSet(true)) {
            LOG.warn(
                    "the roles of groups' members are not known and managers' revokes are answered with 503: {}", what);
        }
        return new UnreadRoleException(what);
    }

    private Optional<Statement> membersStatement(ChannelKey channel) {
        return membersQuery
                .map(query -> new Statement(query, Tuple.of(channel.id(), channel.type())))
                .or(() -> layout.members(channel));
    }

    private static List<String> uids(List<String> values) {
        return values.stream().filter(uid -> !uid.isEmpty()).distinct().toList();
    }

    /** The first column of the rows as texts; none when they cannot be asked for. */
    private Future<List<String>> first(
            ChannelKey channel, Optional<Statement> asked, String setting, AtomicBoolean failed) {
        return ask(channel, asked, setting, failed).otherwise(List.of());
    }

    private Future<List<String>> ask(
            ChannelKey channel, Optional<Statement> asked, String setting, AtomicBoolean failed) {
        if (asked.isEmpty() || channel.type() == ChannelKey.PERSON) {
            return Future.succeededFuture(List.of());
        }
        Statement statement = asked.get();
        return Future.succeededFuture(statement)
                .compose(run -> database.execute(run.sql(), run.parameters()))
                .map(rows -> {
                    List<String> values = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        Object value = row.getValue(0);
                        if (value != null) {
                            values.add(value.toString());
                        }
                    }
                    failed.set(false);
                    return values;
                })
                .onFailure(failure -> {
                    if (!failed.getAndSet(true)) {
                        LOG.warn(
                                "the members of groups cannot be asked, {}; check {}, or the table group_member",
                                DatabaseFault.of(failure).description(),
                                setting);
                    }
                });
    }
}
