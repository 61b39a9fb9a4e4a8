package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Some of a group's members, as an answer tells them.
 *
 * @param next where the others begin, if there are more
 */
record MemberList(List<String> uids, Optional<String> next) {

    /**
     * {@code ["u1","u2"]} of v2; empty for a group that it does not know (source: subscribersGet).
     *
     * @throws UpstreamException if it is no such list: that is not a group without members
     */
    static MemberList ofCluster(UpstreamAnswer answer) {
        JsonArray array = answer.array().orElseThrow(MemberList::notUnderstood);
        return new MemberList(array.stream().map(MemberList::uid).toList(), Optional.empty());
    }

    /**
     * {@code {"items":[{"uid"}],"has_more","next_cursor"}} of v3's manager listener.
     *
     * @throws UpstreamException if it is no such page
     */
    static MemberList ofManager(UpstreamAnswer answer) {
        JsonObject body = answer.json().orElseThrow(MemberList::notUnderstood);
        if (!(body.getValue("items") instanceof JsonArray items)) {
            throw notUnderstood();
        }
        List<String> uids = items.stream()
                .map(item -> item instanceof JsonObject json ? uid(json.getValue("uid")) : uid(item))
                .toList();
        boolean more = Boolean.TRUE.equals(body.getValue("has_more"));
        Optional<String> next = Optional.ofNullable(body.getValue("next_cursor"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(cursor -> more && !cursor.isEmpty());
        return new MemberList(uids, next);
    }

    /** Nobody, where upstream has no such route or no such group; any other failure says nothing about the members. */
    static Future<List<String>> unlessUnknown(Throwable thrown) {
        UpstreamFailure failure = UpstreamFailure.of(thrown);
        return failure instanceof UpstreamFailure.Answered answered && isUnknown(answered.answer())
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(new UpstreamException(failure));
    }

    /** 404, and of the manager listener {@code 400 {"error":"bad_request"}}: a channel of that name there can not be. */
    private static boolean isUnknown(UpstreamAnswer answer) {
        return answer.status() == 404
                || (answer.status() == 400
                        && answer.json()
                                .filter(body -> "bad_request".equals(body.getValue("error")))
                                .isPresent());
    }

    private static String uid(Object value) {
        if (value instanceof String uid) {
            return uid;
        }
        throw notUnderstood();
    }

    private static UpstreamException notUnderstood() {
        return new UpstreamException(new UpstreamFailure.NotUnderstood("the answer is no list of members"));
    }
}
