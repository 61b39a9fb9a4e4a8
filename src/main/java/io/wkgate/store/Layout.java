package io.wkgate.store;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
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
}
