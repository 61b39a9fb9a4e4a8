package io.wkgate.revoke;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Commands;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.MessageReader;
import io.wkgate.store.StoredMessage;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.LookupResult;
import io.wkgate.upstream.MessageQuery;
import io.wkgate.upstream.Upstream;
import io.wkgate.upstream.UpstreamException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the message that somebody wants revoked: in the table, or in upstream's log, from where it is stored first. */
final class MessageLocator {

    private final MessageReader reader;
    private final LateMessages lateMessages;
    private final Commands commands;
    private final GroupMembers groupMembers;
    private final Upstream upstream;

    MessageLocator(
            MessageReader reader,
            LateMessages lateMessages,
            Commands commands,
            GroupMembers groupMembers,
            Upstream upstream) {
        this.reader = reader;
        this.lateMessages = lateMessages;
        this.commands = commands;
        this.groupMembers = groupMembers;
        this.upstream = upstream;
    }

    /** @return fails when the database is away */
    Future<Located> locate(RevokeRequest request) {
        return inTable(request).compose(found -> {
            if (found.stream().anyMatch(stored -> !isWhereItWasNamed(stored, request))) {
                // The role may be one of the channel that was named.
                return nowhere(new RevokeAnswer.Invalid("channel_id", "the message is in another channel"));
            } else if (!found.isEmpty()) {
                return Future.succeededFuture(new Located.Stored(found));
            }
            return isCommand(request)
                    .compose(command -> command
                            ? nowhere(new RevokeAnswer.Impossible("it is a command; only messages can be revoked"))
                            : inUpstream(request));
        });
    }

    private Future<List<StoredMessage>> inTable(RevokeRequest request) {
        if (request.messageId().isPresent()) {
            return reader.find(request.messageId().getAsLong())
                    .map(found -> found.map(List::of).orElseGet(List::of));
        }
        return reader.findCopies(
                request.clientMsgNo().orElseThrow(), channel(request).orElseThrow());
    }

    private Future<Boolean> isCommand(RevokeRequest request) {
        return request.messageId().isPresent()
                ? commands.seen(request.messageId().getAsLong())
                : Future.succeededFuture(false);
    }

    private Future<Located> inUpstream(RevokeRequest request) {
        Optional<ChannelKey> channel = channel(request);
        if (!upstream.configured()) {
            return nowhere(new RevokeAnswer.NotFound("it is not in the message table, and no upstream.urls are set"));
        } else if (channel.isEmpty()) {
            return nowhere(new RevokeAnswer.NotFound("it is not in the message table; with channel_id and channel_type"
                    + " it would be looked up in WuKongIM's log"));
        }
        return upstream.nodeAsked(0)
                .compose(node -> node.isPresent()
                        ? inUpstream(request, channel.get(), node.get())
                        : nowhere(new RevokeAnswer.Unavailable(
                                "it is not in the message table, and no WuKongIM answers that could be asked")));
    }

    private Future<Located> inUpstream(RevokeRequest request, ChannelKey channel, KnownNode node) {
        return readers(request, channel)
                .compose(as ->
                        upstream.find(node, new MessageQuery(request.messageId(), request.clientMsgNo(), channel, as)))
                .compose(
                        this::fromUpstream,
                        failure -> failure instanceof UpstreamException
                                ? nowhere(new RevokeAnswer.Unavailable(
                                        "it is not in the message table, and WuKongIM does not tell: "
                                                + failure.getMessage()))
                                : Future.failedFuture(failure));
    }

    /** An administrator has no side from which one of the two would be the other. */
    private static boolean byOneOfItsPersons(RevokeRequest request, ChannelKey actual) {
        return request.operator().role() == Role.ADMIN
                && request.channel()
                        .filter(named -> named.type() == actual.type() && actual.hasPerson(named.id()))
                        .isPresent();
    }

    /** Who may read the channel: WuKongIM 3 shows its log only to members. */
    private Future<List<String>> readers(RevokeRequest request, ChannelKey channel) {
        Set<String> readers = new LinkedHashSet<>();
        readers.add(request.operator().uid());
        request.subscribers().ifPresent(readers::addAll);
        return groupMembers.members(channel).map(members -> {
            readers.addAll(members);
            return List.copyOf(readers);
        });
    }

    private Future<Located> fromUpstream(LookupResult result) {
        if (result instanceof LookupResult.Found found) {
            return lateMessages.keep(found.entries());
        } else if (result instanceof LookupResult.NotThere notThere) {
            return nowhere(new RevokeAnswer.NotFound(notThere.detail()));
        }
        return nowhere(new RevokeAnswer.Impossible("it is a command; only messages can be revoked"));
    }

    /** Whether a message that was asked for by its id is in the channel that was named with it, if one was. */
    private static boolean isWhereItWasNamed(StoredMessage stored, RevokeRequest request) {
        ChannelKey actual = stored.message().channel();
        return channel(request)
                .map(named -> named.equals(actual)
                        || (actual.unresolved() && named.hasPerson(ChannelKey.SYSTEM_UID))
                        || (named.unresolved() && actual.hasPerson(ChannelKey.SYSTEM_UID))
                        || byOneOfItsPersons(request, actual))
                .orElse(true);
    }

    private static Optional<ChannelKey> channel(RevokeRequest request) {
        return request.channel().map(name -> name.key(request.operator()));
    }

    private static Future<Located> nowhere(RevokeAnswer answer) {
        return Future.succeededFuture(new Located.Nowhere(answer));
    }
}
