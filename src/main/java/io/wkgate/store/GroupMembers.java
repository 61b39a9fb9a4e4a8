package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in a group, and as what, as far as this database knows: by the configured queries, else by the layout's own
 * tables. Its futures never fail: what cannot be asked is not known, and that is said in the log once until it works again.
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

    /** The uids of the group's present members, each once; empty where nobody knows, and for a person channel. */
    public Future<List<String>> members(ChannelKey channel) {
        Optional<Statement> asked = membersQuery
                .map(query -> new Statement(query, Tuple.of(channel.id(), channel.type())))
                .or(() -> layout.members(channel));
        return first(channel, asked, "revoke.members-query", membersFailed)
                .map(values ->
                        values.stream().filter(uid -> !uid.isEmpty()).distinct().toList());
    }

    /** {@code member}, {@code manager} or {@code owner}; empty for who is not in the group, and where nobody knows. */
    public Future<Optional<String>> role(ChannelKey channel, String uid) {
        Optional<Statement> asked = roleQuery
                .map(query -> new Statement(query, Tuple.of(channel.id(), channel.type(), uid)))
                .or(() -> layout.role(channel, uid));
        return first(channel, asked, "revoke.role-query", roleFailed)
                .map(values -> values.stream()
                        .flatMap(value -> Stream.of(value.strip().toLowerCase(Locale.ROOT)))
                        .filter(ROLES::contains)
                        .findFirst());
    }

    /** The first column of the rows as texts. */
    private Future<List<String>> first(
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
                .recover(failure -> {
                    if (!failed.getAndSet(true)) {
                        LOG.warn(
                                "the members of groups cannot be asked, {}; check {}, or the table group_member",
                                DatabaseFault.of(failure).description(),
                                setting);
                    }
                    return Future.succeededFuture(List.of());
                });
    }
}
