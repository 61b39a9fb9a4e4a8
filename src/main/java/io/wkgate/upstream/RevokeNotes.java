package io.wkgate.upstream;

/** What a caller is told that a plan cannot do, in sentences. */
final class RevokeNotes {

    static final String UNRESOLVED =
            "WuKongIM lost whose channel this is, so nobody can be told; clients see it when they read the channel.";

    static final String STRANGER =
            "The sender is none of the two users of this channel, so nobody can be told; clients see it when they read"
                    + " the channel.";

    private RevokeNotes() {}
}
