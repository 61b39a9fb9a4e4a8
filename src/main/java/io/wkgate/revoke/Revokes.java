package io.wkgate.revoke;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.RevokeSettings;
import io.wkgate.intake.RelayPlan;
import io.wkgate.intake.RepairedMessages;
import io.wkgate.store.Commands;
import io.wkgate.store.Database;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.Marks;
import io.wkgate.store.MessageReader;
import io.wkgate.store.MessageStore;
import io.wkgate.upstream.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The parts of revoking, put together: the desk where they are asked for, and the worker that does them. */
public final class Revokes {

    private final RevokeDesk desk;
    private final RevokeWorker worker;
    private final RevokeEnd end;
    private final RevokeHousekeeping housekeeping;
    private final Vertx vertx;

    /** @param relay what is relayed of messages that only upstream's log has */
    public Revokes(
            Vertx vertx,
            RevokeSettings settings,
            Clock clock,
            Database database,
            LayoutName layout,
            MessageStore store,
            Upstream upstream,
            RelayPlan relay,
            MeterRegistry registry) {
        this.vertx = vertx;
        RevokeTable table = new RevokeTable(database);
        AttemptTable attempts = new AttemptTable(database);
        AuditTrail trail = new AuditTrail(database);
        RevokeMetrics metrics = new RevokeMetrics(registry);
        RevokeQueue queue = new RevokeQueue(database, settings.lease());
        Commands commands = new Commands(database);
        GroupMembers groupMembers = GroupMembers.of(database, layout, settings.membersQuery(), settings.roleQuery());
        Bindings bindings = new Bindings(settings, database, upstream);
        end = new RevokeEnd(database, clock, queue, metrics);
        RevokeRound round = new RevokeRound(
                settings,
                clock,
                upstream,
                commands,
                new RevokeOrders(settings, groupMembers, upstream),
                bindings,
                queue,
                attempts,
                end);
        worker = new RevokeWorker(vertx, queue, round, settings.inFlight(), settings.lease());
        housekeeping = new RevokeHousekeeping(settings, clock, database, commands, bindings, queue, metrics);
        MessageReader reader = MessageReader.of(database, layout);
        MessageLocator locator = new MessageLocator(
                reader, new LateMessages(reader, new RepairedMessages(store, relay)), commands, groupMembers, upstream);
        Marks marks = Marks.of(layout);
        RevokeCommit commit = new RevokeCommit(database, marks, table, trail, settings.deadline());
        desk = new RevokeDesk(
                new RevokeAcceptance(
                        settings,
                        clock,
                        locator,
                        groupMembers,
                        marks,
                        table,
                        commit,
                        metrics,
                        new Patience(vertx, table),
                        worker::wake),
                new RevokeChanges(database, clock, settings.deadline(), table, worker::wake),
                table,
                attempts,
                trail);
    }

    /** Begins to work on what is due. */
    public void start() {
        worker.start();
        housekeeping.start(vertx);
    }

    /** Takes nothing new and finishes what is under way; what is not finished in time is somebody's after its lease. */
    public Future<Void> drain(Duration limit) {
        return worker.stop().timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
    }

    public RevokeDesk desk() {
        return desk;
    }

    /** Told by intake, after their commit, which messages the commands that came back revoke. Never fails. */
    public void echoes(List<Long> messageIds) {
        if (!messageIds.isEmpty()) {
            end.echoed(messageIds);
        }
    }
}
