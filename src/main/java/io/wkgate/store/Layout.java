package io.wkgate.store;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables that hold messages. Everything above is the same code for each of them. */
sealed interface Layout permits NativeLayout, TsddLayout {

    static Layout of(LayoutName name) {
        return switch (name) {
            case NATIVE -> new NativeLayout();
            case TSDD -> new TsddLayout();
        };
    }

    /** Where the migrations of its tables are, on the class path. */
    List<String> migrations();

    /** What of the message does not fit a column, if anything. */
    Optional<Refusal> refuses(Message message);

    /** How many bytes of a statement the message takes at most. */
    long rowSize(Message message);

    /** What inserts the messages; one that is there already stays as it is and counts as no row. */
    List<Statement> inserts(List<Message> messages, Source source);

    /** What completes a row that repair wrote. */
    Completing completing();

    /** What finds messages. */
    Reading reading();

    /** Why the uid does not fit the column of who revoked a message, if it does not. */
    Optional<Refusal> refusesRevoker(String uid);

    /** What marks the message as revoked, and changes a row exactly if it was not. */
    Statement mark(Message message, String revokerUid, Instant at);

    /** What marks again those whose revoke is known, for they may have been deleted and come back from upstream's log. */
    List<Statement> marksOfRevoked(List<Message> messages);

    /** What tells the members of a group, one uid a row; none where the tables do not know. */
    Optional<Statement> members(ChannelKey channel);

    /** What tells the role of a user in a group; none where the tables do not know. */
    Optional<Statement> role(ChannelKey channel, String uid);
}
