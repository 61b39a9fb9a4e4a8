package io.wkgate.revoke;

import io.vertx.core.Future;
import io.wkgate.config.RevokeSettings;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
import io.wkgate.revoke.RevokePolicy.Ruling;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.Marks;
import io.wkgate.store.StoredMessage;
import io.wkgate.store.UnreadRoleException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to an answer: finds the message, asks the rules, commits, wakes the worker and waits if asked to. */
final class RevokeAcceptance {

    private static final Logger LOG = LoggerFactory.getLogger(RevokeAcceptance.class);

    private final RevokePolicy policy;
    private final Clock clock;
    private final MessageLocator locator;
    private final GroupMembers groupMembers;
    private final Marks marks;
    private final RevokeTable table;
    private final RevokeCommit commit;
    private final RevokeMetrics metrics;
    private final Patience patience;
    private final Runnable wakeWorker;

    RevokeAcceptance(
            RevokeSettings settings,
            Clock clock,
            MessageLocator locator,
            GroupMembers groupMembers,
            Marks marks,
            RevokeTable table,
            RevokeCommit commit,
            RevokeMetrics metrics,
            Patience patience,
            Runnable wakeWorker) {
        policy = new RevokePolicy(settings);
        this.clock = clock;
        this.locator = locator;
        this.groupMembers = groupMembers;
        this.marks = marks;
        this.table = table;
        this.commit = commit;
        this.metrics = metrics;
        this.patience = patience;
        this.wakeWorker = wakeWorker;
    }

    Future<RevokeAnswer> request(RevokeRequest request) {
        Optional<Refusal> refusal = marks.refuses(request.operator().uid());
        if (refusal.isPresent()) {
            return answer(new RevokeAnswer.Invalid("operator.uid", refusal.get().reason()));
        }
        return locator.locate(request)
                .compose(located -> located instanceof Located.Stored stored
                        ? decideMeant(stored.messages(), request)
                        : answer(((Located.Nowhere) located).answer()))
                .recover(failure -> answer(unavailable(failure)))
                .onSuccess(metrics::answered);
    }

    private static RevokeAnswer unavailable(Throwable failure) {
        if (failure instanceof UnreadRoleException) {
            // Who could not read it has said so in the log, once.
            return new RevokeAnswer.Unavailable(
                    "the role of the message's sender is not known: " + failure.getMessage());
        }
        LOG.warn("a revoke could not be accepted: {}", failure.toString());
        return new RevokeAnswer.Unavailable("the database did not answer");
    }

    /** A client_msg_no is a number of its sender's: another one may have used the same, by chance or on purpose. */
    private Future<RevokeAnswer> decideMeant(List<StoredMessage> copies, RevokeRequest request) {
        Operator operator = request.operator();
        boolean shared =
                copies.stream().map(copy -> copy.message().fromUid()).distinct().count() > 1;
        if (!shared) {
            return decide(copies, request);
        }
        if (policy.roleIn(copies.get(0).message().channel(), operator) != Role.MEMBER) {
            return answer(new RevokeAnswer.Invalid(
                    "client_msg_no", "several senders used it in this channel; name the message by its message_id"));
        }
        List<StoredMessage> own = copies.stream()
                .filter(copy -> copy.message().fromUid().equals(operator.uid()))
                .toList();
        return decide(own.isEmpty() ? copies : own, request);
    }

    private Future<RevokeAnswer> decide(List<StoredMessage> messages, RevokeRequest request) {
        Instant now = clock.instant();
        List<Future<Ruling>> rulings = messages.stream()
                .map(stored -> ruling(stored.message(), request, now))
                .toList();
        return Future.all(rulings).compose(all -> {
            for (int i = 0; i < messages.size(); i++) {
                if (rulings.get(i).result() instanceof Ruling.Forbidden forbidden) {
                    return commit.forbidden(messages.get(i).message(), request.operator(), forbidden, now)
                            .map(noted -> new RevokeAnswer.Forbidden(forbidden.rule(), forbidden.detail()));
                }
            }
            List<Ruling.Allowed> allowed =
                    rulings.stream().map(one -> (Ruling.Allowed) one.result()).toList();
            return accept(messages, allowed, request, now);
        });
    }

    /** What this operator was once allowed stays allowed: the same request again is no new revoke. */
    private Future<Ruling> ruling(Message message, RevokeRequest request, Instant now) {
        return table.findByMessage(message.messageId()).compose(earlier -> {
            Optional<Revoke> own = earlier.filter(
                    revoke -> revoke.operator().uid().equals(request.operator().uid()));
            if (own.isPresent()) {
                return Future.succeededFuture(new Ruling.Allowed(own.get().rule()));
            }
            return senderRole(message, request)
                    .map(senderRole -> policy.decide(message, request.operator(), senderRole, now));
        });
    }

    /** Where it cannot be read there is no ruling: taken for a member's, the owner's message would be a manager's to revoke. */
    private Future<Optional<Role>> senderRole(Message message, RevokeRequest request) {
        if (request.senderRole().isPresent() || !policy.asksForSenderRole(message, request.operator())) {
            return Future.succeededFuture(request.senderRole());
        }
        return groupMembers.role(message.channel(), message.fromUid()).map(role -> role.flatMap(Role::of));
    }

    private Future<RevokeAnswer> accept(
            List<StoredMessage> messages, List<Ruling.Allowed> allowed, RevokeRequest request, Instant now) {
        Future<List<Revoke>> accepted = Future.succeededFuture(new ArrayList<>());
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i).message();
            String rule = allowed.get(i).rule();
            accepted = accepted.compose(
                    revokes -> commit.accept(message, request, rule, now).map(revoke -> {
                        revokes.add(revoke);
                        return revokes;
                    }));
        }
        return accepted.compose(revokes -> {
                    wakeWorker.run();
                    return patience.await(revokes, request.waitAtMost());
                })
                .map(RevokeAnswer.Accepted::new);
    }

    private static Future<RevokeAnswer> answer(RevokeAnswer answer) {
        return Future.succeededFuture(answer);
    }
}
