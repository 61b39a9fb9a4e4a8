package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A server whose log is read; a real one, or a simulated one with the token that {@link KnownUpstream} sends. */
final class LogServer {

    final KnownUpstream known;
    final UpstreamLog log;

    /** Whether v3's manager listener is asked. */
    final boolean manager;

    private final WebClient client;
    private final String api;

    LogServer(Vertx vertx, String api, KnownUpstream known, boolean manager) {
        client = WebClient.create(vertx);
        this.api = api;
        this.known = known;
        this.manager = manager;
        log = known.upstream.log();
    }

    String line() {
        return known.node().dialect().line();
    }

    /** v3 without its manager listener. */
    boolean membersOnly() {
        return line().equals("3.x") && !manager;
    }

    LogAnswer ask(ChannelKey channel, long end, int limit, Optional<String> reader) {
        return waitFor(log.page(known.node(), new LogRequest(channel, end, limit, reader)));
    }

    LogAnswer.Page read(ChannelKey channel, long end, int limit, String reader) {
        LogAnswer answer = ask(channel, end, limit, Optional.of(reader));
        assertThat(answer).isInstanceOf(LogAnswer.Page.class);
        return (LogAnswer.Page) answer;
    }

    static List<Message> messages(LogAnswer.Page page) {
        return page.entries().stream()
                .map(entry -> ((Entry.Accepted) entry).message())
                .toList();
    }

    static List<Long> numbers(LogAnswer.Page page) {
        return messages(page).stream().map(Message::messageSeq).toList();
    }

    static List<Long> seqs(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    void send(String fromUid, String channelId, int channelType) {
        String content = "{\"type\":1,\"content\":\"<" + channelId + " & 你好>\"}";
        post(
                "/message/send",
                channel(new ChannelKey(channelType, channelId))
                        .put("header", new JsonObject().put("red_dot", 1))
                        .put("from_uid", fromUid)
                        .put("client_msg_no", "n<" + System.nanoTime() + ">")
                        .put("expire", 3600)
                        .put("payload", Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))));
    }

    static JsonObject channel(ChannelKey channel) {
        return new JsonObject().put("channel_id", channel.id()).put("channel_type", channel.type());
    }

    void post(String path, JsonObject body) {
        assertThat(waitFor(client.postAbs(api + path)
                                .putHeader("token", "geheim")
                                .sendJsonObject(body))
                        .statusCode())
                .as(path)
                .isEqualTo(200);
    }
}
