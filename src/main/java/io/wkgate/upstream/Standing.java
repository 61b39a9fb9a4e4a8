package io.wkgate.upstream;

/** What an answer says about whether a node has a route. */
enum Standing {
    /** It has the route, and answers it in WuKongIM's form. */
    SERVED,
    /** It has not. */
    MISSING,
    /** Something answers, but not in WuKongIM's form. */
    FOREIGN,
    /** The server is in trouble; it says nothing about the route. */
    TROUBLED
}
