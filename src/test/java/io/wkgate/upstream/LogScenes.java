package io.wkgate.upstream;

import static io.wkgate.upstream.StepRunner.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What one server's log must tell. */
final class LogScenes {

    private static final ChannelKey GROUP = new ChannelKey(2, "team");
    private static final ChannelKey PERSONS = ChannelKey.of(1, "u2", "u1");
    private static final ChannelKey ONESELF = ChannelKey.of(1, "u1", "u1");
    private static final ChannelKey SYSTEM = ChannelKey.of(1, "u3", "");

    private final LogServer server;
    private final NotifyReceiver webhook;
    private final String line;
    private final boolean manager;

    LogScenes(LogServer server, NotifyReceiver webhook) {
        this.server = server;
        this.webhook = webhook;
        line = server.line();
        manager = server.manager;
    }

    void play() {
        write();
        pagesEndAtANumber();
        aPageFarAboveIsTheNewest();
        bothUsersOfAPersonChannelAndNobodyElse();
        whatUpstreamDoesNotKnowProvesNothing();
        theNewestNumber();
        new LogEntries(server, webhook).areThoseOfTheWebhook(List.of(GROUP, PERSONS, ONESELF, SYSTEM));
        channelsAndConversations();
        vitals();
        if (line.equals("3.x")) {
            whoJoinedLaterProvesNothingBelow();
            aDisbandedGroup();
        }
    }

    private void write() {
        server.post("/channel", LogServer.channel(GROUP).put("subscribers", new JsonArray(List.of("u1", "u2"))));
        for (int number = 1; number <= 9; number++) {
            server.send(number % 2 == 0 ? "u1" : "u2", "team", 2);
        }
        server.send("u1", "u2", 1);
        server.send("u2", "u1", 1);
        server.send("u1", "u1", 1);
        server.send(line.equals("3.x") ? ChannelKey.SYSTEM_UID : "", "u3", 1);
        await().until(() -> webhook.entries().stream()
                        .filter(entry -> !entry.getString("channel_id").equals("warmup"))
                        .count()
                >= 13);
        // v3 knows the users of a new person channel a second later.
        await().until(() -> server.ask(SYSTEM, 0, 1, Optional.of("u3")) instanceof LogAnswer.Page
                && server.ask(PERSONS, 0, 1, Optional.of("u1")) instanceof LogAnswer.Page);
    }

    private void pagesEndAtANumber() {
        page(GROUP, 0, 3, LogServer.seqs(7, 9), 7, true);
        page(GROUP, 9, 3, LogServer.seqs(7, 9), 7, true);
        page(GROUP, 6, 3, LogServer.seqs(4, 6), 4, true);
        page(GROUP, 3, 3, LogServer.seqs(1, 3), 1, false);
        page(GROUP, 2, 3, LogServer.seqs(1, 2), 1, false);
        page(GROUP, 1, 1, LogServer.seqs(1, 1), 1, false);
        page(GROUP, 5, 1, LogServer.seqs(5, 5), 5, true);
        page(GROUP, 0, 1000, LogServer.seqs(1, 9), 1, false);
        page(GROUP, 9, 1000, LogServer.seqs(1, 9), 1, false);
        page(GROUP, 0, 5000, LogServer.seqs(1, 9), 1, false);
    }

    private void aPageFarAboveIsTheNewest() {
        page(GROUP, 1000, 3, LogServer.seqs(7, 9), 7, true);
        page(GROUP, 1000, 1000, LogServer.seqs(1, 9), 1, false);
        LogAnswer.Page near = server.read(GROUP, 10, 3, "u1");
        assertThat(LogServer.numbers(near)).endsWith(8L, 9L);
        assertThat(near.provenFrom().orElseThrow()).isIn(7L, 8L);
    }

    private void page(ChannelKey channel, long end, int limit, List<Long> expected, long proven, boolean full) {
        LogAnswer.Page page = server.read(channel, end, limit, "u1");
        String what = channel + ", the page of " + limit + " that ends at " + end;
        assertThat(LogServer.numbers(page)).as(what).isEqualTo(expected);
        assertThat(page.lowest()).as(what).isEqualTo(OptionalLong.of(expected.get(0)));
        assertThat(page.provenFrom()).as(what).isEqualTo(OptionalLong.of(proven));
        // A page of v3 that holds as much as was asked for does not tell that it ends at the first.
        assertThat(page.full()).as(what).isEqualTo(full || (server.membersOnly() && expected.size() == limit));
        assertThat(page.refusedNumbers()).isEmpty();
    }

    private void bothUsersOfAPersonChannelAndNobodyElse() {
        for (Optional<String> reader : List.of(Optional.of("u1"), Optional.of("u2"), Optional.<String>empty())) {
            LogAnswer answer = server.ask(PERSONS, 0, 10, reader);
            assertThat(answer).isInstanceOf(LogAnswer.Page.class);
            assertThat(LogServer.numbers((LogAnswer.Page) answer)).containsExactly(1L, 2L);
            assertThat(LogServer.messages((LogAnswer.Page) answer))
                    .extracting(Message::fromUid)
                    .containsExactly("u1", "u2");
            assertThat(LogServer.messages((LogAnswer.Page) answer))
                    .extracting(Message::channel)
                    .containsOnly(PERSONS);
        }
        LogAnswer oneself = server.ask(ONESELF, 0, 10, Optional.of("u1"));
        if (server.membersOnly()) {
            assertThat(oneself).isInstanceOf(LogAnswer.NotReadable.class);
        } else {
            assertThat(LogServer.numbers((LogAnswer.Page) oneself)).containsExactly(1L);
        }
        LogAnswer system = server.ask(SYSTEM, 0, 10, Optional.of("u3"));
        if (line.equals("1.2")) {
            assertThat(((LogAnswer.Page) system).provenFrom()).isEmpty();
            assertThat(server.ask(SYSTEM, 1, 10, Optional.of("u3"))).isInstanceOf(LogAnswer.NotReadable.class);
        } else {
            assertThat(LogServer.numbers((LogAnswer.Page) system)).containsExactly(1L);
        }
        ChannelKey unresolved = new ChannelKey(1, ChannelKey.SYSTEM_UID);
        LogAnswer ofWhom = server.ask(unresolved, 0, 10, Optional.empty());
        assertThat(ofWhom instanceof LogAnswer.Page page && !page.entries().isEmpty())
                .isFalse();
    }

    private void whatUpstreamDoesNotKnowProvesNothing() {
        for (long end : List.of(0L, 5L, 5000L)) {
            for (ChannelKey unknown : List.of(new ChannelKey(2, "none"), ChannelKey.of(1, "n1", "n2"))) {
                LogAnswer answer = server.ask(unknown, end, 10, Optional.of("n1"));
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
        assertThat(waitFor(server.log.newest(server.known.node(), new ChannelKey(2, "none"), List.of("u1"))))
                .isInstanceOf(Newest.Unknown.class);
        assertThat(waitFor(server.log.newest(server.known.node(), ChannelKey.of(1, "n1", "n2"), List.of())))
                .isInstanceOf(Newest.Unknown.class);
        if (server.membersOnly()) {
            assertThat(waitFor(server.log.newest(server.known.node(), GROUP, List.of())))
                    .isInstanceOf(Newest.Unknown.class);
        } else if (!line.equals("1.2")) {
            newest(ONESELF, 1);
            newest(SYSTEM, 1);
        }
    }

    private void newest(ChannelKey channel, long seq) {
        Newest answer = waitFor(server.log.newest(server.known.node(), channel, List.of("stranger", "u1")));
        assertThat(answer).isInstanceOf(Newest.Known.class);
        Newest.Known told = (Newest.Known) answer;
        assertThat(told.seq()).as(channel.toString()).isEqualTo(seq);
        if (told.messageId().isPresent()) {
            List<Message> newest = LogServer.messages(server.read(channel, 0, 1, "u1"));
            assertThat(newest.get(0).messageId()).isEqualTo(told.messageId().getAsLong());
        }
    }

    private void channelsAndConversations() {
        assertThat(server.log.listsChannels(server.known.node())).isEqualTo(line.equals("2.x") || manager);
        List<ListedChannel> listed = listed();
        if (line.equals("2.x")) {
            assertThat(listed).contains(new ListedChannel(GROUP, 9));
            assertThat(listed).noneMatch(each -> each.channel().type() == ChannelKey.PERSON);
        } else if (manager) {
            assertThat(listed).extracting(ListedChannel::channel).contains(GROUP, PERSONS, ONESELF, SYSTEM);
        } else {
            assertThat(listed).isEmpty();
        }
        assertThat(listed).noneMatch(each -> each.channel().ofCommands());
        assertThat(server.log.listsConversations(server.known.node())).isEqualTo(!line.equals("3.x"));
        for (int again = 0; again < 2; again++) {
            List<ListedChannel> conversations = waitFor(server.log.conversations(server.known.node(), "u1"));
            if (line.equals("3.x")) {
                assertThat(conversations).isEmpty();
            } else {
                assertThat(conversations).contains(new ListedChannel(GROUP, 9), new ListedChannel(PERSONS, 2));
            }
        }
        assertThat(waitFor(server.log.conversations(server.known.node(), "nobody")))
                .isEmpty();
    }

    private List<ListedChannel> listed() {
        List<ListedChannel> channels = new ArrayList<>();
        Optional<String> page = Optional.empty();
        do {
            ListedChannels answer = waitFor(server.log.channels(server.known.node(), page));
            channels.addAll(answer.channels());
            page = answer.next();
        } while (page.isPresent());
        return channels;
    }

    private void vitals() {
        Vitals vitals = waitFor(server.log.vitals(server.known.node()));
        if (line.equals("3.x")) {
            vitals.running().ifPresent(running -> assertThat(running).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
            assertThat(vitals.messages()).isEmpty();
        } else {
            assertThat(vitals.running().orElseThrow()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
        }
    }

    private void whoJoinedLaterProvesNothingBelow() {
        server.post(
                "/channel/subscriber_add", LogServer.channel(GROUP).put("subscribers", new JsonArray(List.of("u4"))));
        server.send("u1", "team", 2);
        LogAnswer.Page page = server.read(GROUP, 0, 100, "u4");
        assertThat(LogServer.numbers(page)).isEqualTo(manager ? LogServer.seqs(1, 10) : LogServer.seqs(10, 10));
        assertThat(page.provenFrom()).isEqualTo(OptionalLong.of(manager ? 1 : 10));
        LogAnswer.Page below = server.read(GROUP, 9, 100, "u4");
        assertThat(LogServer.numbers(below)).isEqualTo(manager ? LogServer.seqs(1, 9) : List.of());
        assertThat(below.provenFrom()).isEqualTo(manager ? OptionalLong.of(1) : OptionalLong.empty());
        server.post(
                "/channel/subscriber_remove",
                LogServer.channel(GROUP).put("subscribers", new JsonArray(List.of("u4"))));
        LogAnswer left = server.ask(GROUP, 0, 100, Optional.of("u4"));
        assertThat(left instanceof LogAnswer.NotReadable).isEqualTo(!manager);
        assertThat(server.log.wantsReaders(server.known.node())).isEqualTo(!manager);
        assertThat(server.ask(GROUP, 0, 100, Optional.empty()) instanceof LogAnswer.NotReadable)
                .isEqualTo(!manager);
    }

    private void aDisbandedGroup() {
        server.post("/channel/info", LogServer.channel(GROUP).put("disband", 1));
        LogAnswer answer = server.ask(GROUP, 0, 100, Optional.of("u1"));
        assertThat(answer instanceof LogAnswer.NotReadable).isEqualTo(!manager);
    }
}
