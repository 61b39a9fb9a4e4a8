package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promise: a log is read no further back than the message can stand, and never without an end. */
class PagedSearchTest {

    private static final long MINUTE = 60_000L << 22;
    private static final long NOW = 2124350927962898432L;
    private static final ChannelKey GROUP = new ChannelKey(2, "g1");

    private final List<JsonObject> asked = new ArrayList<>();

    private LookupResult find(MessageQuery query, boolean nobody, Function<JsonObject, Future<UpstreamAnswer>> log) {
        UpstreamCall call = request -> {
            JsonObject body = request.get().body().orElseThrow();
            asked.add(body);
            return log.apply(body);
        };
        return new PagedSearch(nobody ? WindowPages.ONE : new MemberPages(), nobody)
                .find(call, query)
                .await();
    }

    private static MessageQuery byId(long id, String... as) {
        return new MessageQuery(OptionalLong.of(id), Optional.empty(), GROUP, List.of(as));
    }

    private static Future<UpstreamAnswer> page(long newest, long idOfNewest, long apart) {
        JsonArray rows = new JsonArray();
        for (int back = 99; back >= 0; back--) {
            rows.add(new JsonObject()
                    .put("message_id", idOfNewest - back * apart)
                    .put("message_seq", newest - back)
                    .put("client_msg_no", "n")
                    .put("from_uid", "u1")
                    .put("channel_id", "g1")
                    .put("channel_type", 2));
        }
        return Future.succeededFuture(
                new UpstreamAnswer(200, new JsonObject().put("messages", rows).toBuffer()));
    }

    private static Future<UpstreamAnswer> refused(int status, String body) {
        return Future.failedFuture(
                new UpstreamException(new UpstreamFailure.Answered(new UpstreamAnswer(status, Buffer.buffer(body)))));
    }

    @Test
    void itEndsWhereEverythingIsOlder() {
        assertThat(find(byId(NOW + 1), true, body -> page(100_000, NOW - 20 * MINUTE, 1)))
                .isInstanceOf(LookupResult.NotThere.class);
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).getString("login_uid")).isEmpty();
        assertThat(asked.get(0).getInteger("pull_mode")).isZero();
    }

    @Test
    void itReadsTwentyPagesAtMostEachEndingBeforeTheLast() {
        LookupResult result = find(byId(5), true, body -> {
            long end = body.getLong("start_message_seq");
            return page(end == 0 ? 100_000 : end, NOW, 1);
        });
        assertThat(result).isEqualTo(new LookupResult.NotThere("not found in 20 pages of the channel's log"));
        assertThat(asked)
                .extracting(body -> body.getLong("start_message_seq"))
                .startsWith(0L, 99_900L, 99_800L)
                .hasSize(20);
    }

    @Test
    void aLogThatNoneOfThousandsMayReadIsNotAskedForByEachOfThem() {
        String[] members = IntStream.range(0, 5000).mapToObj(each -> "u" + each).toArray(String[]::new);
        LookupResult result = find(
                byId(NOW, members),
                false,
                body -> refused(400, "{\"msg\":\"valid channel membership required\",\"status\":400}"));
        assertThat(result).isInstanceOf(LookupResult.NotThere.class);
        assertThat(asked).hasSize(20);
    }

    @Test
    void whoMayNotReadIsFollowedByTheNextAndTroubleIsAFailure() {
        LookupResult result = find(
                byId(NOW, "left", "member"),
                false,
                body -> body.getString("login_uid").equals("left")
                        ? refused(400, "{\"msg\":\"valid channel membership required\",\"status\":400}")
                        : page(100, NOW, 1));
        assertThat(result).isInstanceOf(LookupResult.Found.class);
        assertThat(asked).hasSize(2);
        UpstreamCall broken = request -> refused(500, "");
        assertThat(new PagedSearch(new MemberPages(), false)
                        .find(broken, byId(NOW, "u1"))
                        .failed())
                .isTrue();
    }

    @Test
    void everyCopyOfASendIsFound() {
        MessageQuery query = new MessageQuery(OptionalLong.empty(), Optional.of("n"), GROUP, List.of());
        assertThat(find(query, true, body -> page(100, NOW, 1)))
                .isInstanceOfSatisfying(
                        LookupResult.Found.class,
                        found -> assertThat(found.messages()).hasSize(100));
    }
}
