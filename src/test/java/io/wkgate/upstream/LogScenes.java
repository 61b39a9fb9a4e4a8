package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What one server's log must tell; a real server, or a simulated one with the token that {@link KnownUpstream} sends. */
final class LogScenes {

    private static final ChannelKey GROUP = new ChannelKey(2, "team");
    private static final ChannelKey PERSONS = ChannelKey.of(1, "u2", "u1");
    private static final ChannelKey ONESELF = ChannelKey.of(1, "u1", "u1");
    private static final ChannelKey SYSTEM = ChannelKey.of(1, "u3", "");

    /**
     * What the log has not as the webhook had it. On v2 the first message of all has lost its header, and a message without
     * a sender has its recipient again; v3's messagesync tells neither the real time nor expire nor topic, and its manager
     * none of them but the time.
     */
    private static final Set<String> MAY_DIFFER_ON_TWO = Set.of("header of the first", "channel_id of the system", "timestamp");

    private static final Set<String> MAY_DIFFER_ON_THREE = Set.of("timestamp", "expire", "topic", "setting");

    private final WebClient client;
    private final String api;
    private final KnownUpstream known;
    private final NotifyReceiver webhook;
    private final boolean manager;
    private final UpstreamLog log;
    private final String line;

    LogScenes(Vertx vertx, String api, KnownUpstream known, NotifyReceiver webhook, boolean manager) {
        client = WebClient.create(vertx);
        this.api = api;
        this.known = known;
        this.webhook = webhook;
        this.manager = manager;
        log = known.upstream.log();
        line = known.node().dialect().line();
    }

    void play() {
        write();
        pagesEndAtANumber();
        aPageFarAboveIsTheNewest();
        bothUsersOfAPersonChannelAndNobodyElse();
        whatUpstreamDoesNotKnowProvesNothing();
        theNewestNumber();
        entriesAreThoseOfTheWebhook();
        channelsAndConversations();
        vitals();
        if (line.equals("3.x")) {
            whoJoinedLaterProvesNothingBelow();
            aDisbandedGroup();
        }
    }

    private void write() {
        post("/channel", channel(GROUP).put("subscribers", new JsonArray(List.of("u1", "u2"))));
        for (int number = 1; number <= 9; number++) {
            send(number % 2 == 0 ? "u1" : "u2", "team", 2);
        }
        send("u1", "u2", 1);
        send("u2", "u1", 1);
        send("u1", "u1", 1);
        send(line.equals("3.x") ? ChannelKey.SYSTEM_UID : "", "u3", 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> webhook.entries().stream()
                        .filter(entry -> !entry.getString("channel_id").equals("warmup"))
                        .count()
                >= 13);
        // v3 knows the users of a new person channel a second later.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> waitFor(log.page(known.node(), new LogRequest(SYSTEM, 0, 1, Optional.of("u3"))))
                                instanceof LogAnswer.Page
                        && waitFor(log.page(known.node(), new LogRequest(PERSONS, 0, 1, Optional.of("u1"))))
                                instanceof LogAnswer.Page);
    }

    private void pagesEndAtANumber() {
        page(GROUP, 0, 3, seqs(7, 9), 7, true);
        page(GROUP, 9, 3, seqs(7, 9), 7, true);
        page(GROUP, 6, 3, seqs(4, 6), 4, true);
        page(GROUP, 3, 3, seqs(1, 3), 1, false);
        page(GROUP, 2, 3, seqs(1, 2), 1, false);
        page(GROUP, 1, 1, seqs(1, 1), 1, false);
        page(GROUP, 5, 1, seqs(5, 5), 5, true);
        page(GROUP, 0, 1000, seqs(1, 9), 1, false);
        page(GROUP, 9, 1000, seqs(1, 9), 1, false);
        page(GROUP, 0, 5000, seqs(1, 9), 1, false);
    }

    private void aPageFarAboveIsTheNewest() {
        page(GROUP, 1000, 3, seqs(7, 9), 7, true);
        page(GROUP, 1000, 1000, seqs(1, 9), 1, false);
        LogAnswer.Page near = read(GROUP, 10, 3, "u1");
        assertThat(numbers(near)).endsWith(8L, 9L);
        assertThat(near.provenFrom().orElseThrow()).isIn(7L, 8L);
    }

    private void page(ChannelKey channel, long end, int limit, List<Long> expected, long proven, boolean full) {
        LogAnswer.Page page = read(channel, end, limit, "u1");
        String what = channel + ", the page of " + limit + " that ends at " + end;
        assertThat(numbers(page)).as(what).isEqualTo(expected);
        assertThat(page.lowest()).as(what).isEqualTo(OptionalLong.of(expected.get(0)));
        assertThat(page.provenFrom()).as(what).isEqualTo(OptionalLong.of(proven));
        // A page of v3 that holds as much as was asked for does not tell that it ends at the first.
        assertThat(page.full()).as(what).isEqualTo(full || (line.equals("3.x") && !manager && expected.size() == limit));
        assertThat(page.refusedNumbers()).isEmpty();
    }

    private void bothUsersOfAPersonChannelAndNobodyElse() {
        for (Optional<String> reader : List.of(Optional.of("u1"), Optional.of("u2"), Optional.<String>empty())) {
            LogAnswer answer = waitFor(log.page(known.node(), new LogRequest(PERSONS, 0, 10, reader)));
            assertThat(answer).isInstanceOf(LogAnswer.Page.class);
            assertThat(numbers((LogAnswer.Page) answer)).containsExactly(1L, 2L);
            assertThat(messages((LogAnswer.Page) answer))
                    .extracting(Message::fromUid)
                    .containsExactly("u1", "u2");
            assertThat(messages((LogAnswer.Page) answer))
                    .extracting(Message::channel)
                    .containsOnly(PERSONS);
        }
        LogAnswer oneself = waitFor(log.page(known.node(), new LogRequest(ONESELF, 0, 10, Optional.of("u1"))));
        if (line.equals("3.x") && !manager) {
            assertThat(oneself).isInstanceOf(LogAnswer.NotReadable.class);
        } else {
            assertThat(numbers((LogAnswer.Page) oneself)).containsExactly(1L);
        }
        LogAnswer system = waitFor(log.page(known.node(), new LogRequest(SYSTEM, 0, 10, Optional.of("u3"))));
        if (line.equals("1.2")) {
            assertThat(((LogAnswer.Page) system).provenFrom()).isEmpty();
            assertThat(waitFor(log.page(known.node(), new LogRequest(SYSTEM, 1, 10, Optional.of("u3")))))
                    .isInstanceOf(LogAnswer.NotReadable.class);
        } else {
            assertThat(numbers((LogAnswer.Page) system)).containsExactly(1L);
        }
        ChannelKey unresolved = new ChannelKey(1, ChannelKey.SYSTEM_UID);
        LogAnswer ofWhom = waitFor(log.page(known.node(), new LogRequest(unresolved, 0, 10, Optional.empty())));
        assertThat(ofWhom instanceof LogAnswer.Page page && !page.entries().isEmpty())
                .isFalse();
    }

    private void whatUpstreamDoesNotKnowProvesNothing() {
        for (long end : List.of(0L, 5L, 5000L)) {
            for (ChannelKey unknown : List.of(new ChannelKey(2, "none"), ChannelKey.of(1, "n1", "n2"))) {
                LogAnswer answer =
                        waitFor(log.page(known.node(), new LogRequest(unknown, end, 10, Optional.of("n1"))));
                if (answer instanceof LogAnswer.Page page) {
                    assertThat(page.provenFrom()).isEmpty();
                    assertThat(page.entries()).isEmpty();
                    assertThat(page.full()).isFalse();
                } else {
                    assertThat(line).isEqualTo("3.x");
                }
            }
        }
    }

    private void theNewestNumber() {
        newest(GROUP, 9);
        newest(PERSONS, 2);
        assertThat(waitFor(log.newest(known.node(), new ChannelKey(2, "none"), List.of("u1"))))
                .isInstanceOf(Newest.Unknown.class);
        assertThat(waitFor(log.newest(known.node(), ChannelKey.of(1, "n1", "n2"), List.of())))
                .isInstanceOf(Newest.Unknown.class);
        if (line.equals("3.x") && !manager) {
            assertThat(waitFor(log.newest(known.node(), GROUP, List.of()))).isInstanceOf(Newest.Unknown.class);
        } else if (!line.equals("1.2")) {
            newest(ONESELF, 1);
            newest(SYSTEM, 1);
        }
    }

    private void newest(ChannelKey channel, long seq) {
        Newest answer = waitFor(log.newest(known.node(), channel, List.of("stranger", "u1")));
        assertThat(answer).isInstanceOf(Newest.Known.class);
        Newest.Known told = (Newest.Known) answer;
        assertThat(told.seq()).as(channel.toString()).isEqualTo(seq);
        if (told.messageId().isPresent()) {
            List<Message> newest = messages(read(channel, 0, 1, "u1"));
            assertThat(newest.get(0).messageId()).isEqualTo(told.messageId().getAsLong());
        }
    }

    private void entriesAreThoseOfTheWebhook() {
        List<Entry> entries = new ArrayList<>();
        for (ChannelKey channel : List.of(GROUP, PERSONS, ONESELF, SYSTEM)) {
            LogAnswer answer = waitFor(log.page(
                    known.node(),
                    new LogRequest(channel, 0, 100, Optional.of(channel.equals(SYSTEM) ? "u3" : "u1"))));
            if (answer instanceof LogAnswer.Page page) {
                entries.addAll(page.entries());
            }
        }
        assertThat(entries).hasSizeGreaterThanOrEqualTo(11);
        for (Entry entry : entries) {
            Message message = ((Entry.Accepted) entry).message();
            assertThat(new EntryReader().read(entry.bytes().getBytes())).isEqualTo(entry);
            JsonObject told = webhook.entries().stream()
                    .filter(json -> json.getLong("message_id") == message.messageId())
                    .findFirst()
                    .orElseThrow();
            JsonObject written = new JsonObject(entry.bytes());
            assertThat(differences(told, written)).as("%s and %s", told, written).isSubsetOf(mayDiffer());
            assertThat(message.timestamp()).isCloseTo(told.getLong("timestamp"), within(1L));
        }
    }

    private Set<String> mayDiffer() {
        return switch (line) {
            case "1.2" -> Set.of();
            case "2.x" -> MAY_DIFFER_ON_TWO;
            default -> MAY_DIFFER_ON_THREE;
        };
    }

    private static Set<String> differences(JsonObject told, JsonObject written) {
        Set<String> differing = new HashSet<>();
        Set<String> names = new HashSet<>(told.fieldNames());
        names.addAll(written.fieldNames());
        for (String name : names) {
            if (!String.valueOf(told.getValue(name)).equals(String.valueOf(written.getValue(name)))) {
                differing.add(name + qualifier(name, told));
            }
        }
        List<String> order = new ArrayList<>(told.fieldNames());
        order.retainAll(written.fieldNames());
        List<String> writtenOrder = new ArrayList<>(written.fieldNames());
        writtenOrder.retainAll(told.fieldNames());
        if (!order.equals(writtenOrder)) {
            differing.add("the order of the fields");
        }
        return differing;
    }

    private static String qualifier(String name, JsonObject told) {
        if (name.equals("header") && told.getLong("message_seq") == 1) {
            return " of the first";
        }
        return name.equals("channel_id") && told.getString("from_uid").isEmpty() ? " of the system" : "";
    }

    private void channelsAndConversations() {
        assertThat(log.listsChannels(known.node())).isEqualTo(line.equals("2.x") || manager);
        List<ListedChannel> listed = listed();
        if (line.equals("2.x")) {
            assertThat(listed).contains(new ListedChannel(GROUP, 9));
            assertThat(listed).noneMatch(each -> each.channel().type() == ChannelKey.PERSON);
        } else if (manager) {
            assertThat(listed)
                    .extracting(ListedChannel::channel)
                    .contains(GROUP, PERSONS, ONESELF, SYSTEM);
        } else {
            assertThat(listed).isEmpty();
        }
        assertThat(listed).noneMatch(each -> each.channel().ofCommands());
        assertThat(log.listsConversations(known.node())).isEqualTo(!line.equals("3.x"));
        for (int again = 0; again < 2; again++) {
            List<ListedChannel> conversations = waitFor(log.conversations(known.node(), "u1"));
            if (line.equals("3.x")) {
                assertThat(conversations).isEmpty();
            } else {
                assertThat(conversations).contains(new ListedChannel(GROUP, 9), new ListedChannel(PERSONS, 2));
            }
        }
        assertThat(waitFor(log.conversations(known.node(), "nobody"))).isEmpty();
    }

    private List<ListedChannel> listed() {
        List<ListedChannel> channels = new ArrayList<>();
        Optional<String> page = Optional.empty();
        do {
            ListedChannels answer = waitFor(log.channels(known.node(), page));
            channels.addAll(answer.channels());
            page = answer.next();
        } while (page.isPresent());
        return channels;
    }

    private void vitals() {
        Vitals vitals = waitFor(log.vitals(known.node()));
        if (line.equals("3.x")) {
            assertThat(vitals.startedAt()).isEmpty();
            assertThat(vitals.messages()).isEmpty();
        } else {
            assertThat(vitals.startedAt().orElseThrow())
                    .isBetween(Instant.now().minus(5, ChronoUnit.MINUTES), Instant.now());
        }
    }

    private void whoJoinedLaterProvesNothingBelow() {
        post("/channel/subscriber_add", channel(GROUP).put("subscribers", new JsonArray(List.of("u4"))));
        send("u1", "team", 2);
        LogAnswer.Page page = read(GROUP, 0, 100, "u4");
        assertThat(numbers(page)).isEqualTo(manager ? seqs(1, 10) : seqs(10, 10));
        assertThat(page.provenFrom()).isEqualTo(OptionalLong.of(manager ? 1 : 10));
        LogAnswer.Page below = read(GROUP, 9, 100, "u4");
        assertThat(numbers(below)).isEqualTo(manager ? seqs(1, 9) : List.of());
        assertThat(below.provenFrom()).isEqualTo(manager ? OptionalLong.of(1) : OptionalLong.empty());
        post("/channel/subscriber_remove", channel(GROUP).put("subscribers", new JsonArray(List.of("u4"))));
        LogAnswer left = waitFor(log.page(known.node(), new LogRequest(GROUP, 0, 100, Optional.of("u4"))));
        assertThat(left instanceof LogAnswer.NotReadable).isEqualTo(!manager);
        assertThat(log.wantsReaders(known.node())).isEqualTo(!manager);
        assertThat(waitFor(log.page(known.node(), new LogRequest(GROUP, 0, 100, Optional.empty())))
                        instanceof LogAnswer.NotReadable)
                .isEqualTo(!manager);
    }

    private void aDisbandedGroup() {
        post("/channel/info", channel(GROUP).put("disband", 1));
        LogAnswer answer = waitFor(log.page(known.node(), new LogRequest(GROUP, 0, 100, Optional.of("u1"))));
        assertThat(answer instanceof LogAnswer.NotReadable).isEqualTo(!manager);
    }

    private LogAnswer.Page read(ChannelKey channel, long end, int limit, String reader) {
        LogAnswer answer = waitFor(log.page(known.node(), new LogRequest(channel, end, limit, Optional.of(reader))));
        assertThat(answer).isInstanceOf(LogAnswer.Page.class);
        return (LogAnswer.Page) answer;
    }

    private static List<Message> messages(LogAnswer.Page page) {
        return page.entries().stream()
                .map(entry -> ((Entry.Accepted) entry).message())
                .toList();
    }

    private static List<Long> numbers(LogAnswer.Page page) {
        return messages(page).stream().map(Message::messageSeq).toList();
    }

    private static List<Long> seqs(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private void send(String fromUid, String channelId, int channelType) {
        String content = "{\"type\":1,\"content\":\"<" + channelId + " & 你好>\"}";
        post(
                "/message/send",
                channel(new ChannelKey(channelType, channelId))
                        .put("header", new JsonObject().put("red_dot", 1))
                        .put("from_uid", fromUid)
                        .put("client_msg_no", "n<" + System.nanoTime() + ">")
                        .put("expire", 3600)
                        .put(
                                "payload",
                                Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))));
    }

    private static JsonObject channel(ChannelKey channel) {
        return new JsonObject(new TreeMap<>())
                .put("channel_id", channel.id())
                .put("channel_type", channel.type());
    }

    private void post(String path, JsonObject body) {
        assertThat(waitFor(client.postAbs(api + path).putHeader("token", "geheim").sendJsonObject(body))
                        .statusCode())
                .as(path)
                .isEqualTo(200);
    }
}
