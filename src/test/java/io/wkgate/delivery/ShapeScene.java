package io.wkgate.delivery;

import static org.awaitility.Awaitility.await;

import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.TestGateway;
import java.util.List;

/** The same calls to each version, and what a server that was written for 1.2 has of them at the end. */
final class ShapeScene {

    private static final String GROUP = "g1";

    /** One call; its name is the message's number. */
    private record Act(String name, String from, String to, int type, boolean command) {}

    private static final List<Act> ACTS = List.of(
            new Act("u1-to-u2", "u1", "u2", ChatCalls.PERSON, false),
            new Act("u2-to-u1", "u2", "u1", ChatCalls.PERSON, false),
            new Act("u2-to-u1-again", "u2", "u1", ChatCalls.PERSON, false),
            new Act("u1-to-u2-again", "u1", "u2", ChatCalls.PERSON, false),
            new Act("u1-to-u3", "u1", "u3", ChatCalls.PERSON, false),
            new Act("u3-to-u2", "u3", "u2", ChatCalls.PERSON, false),
            new Act("u1-to-himself", "u1", "u1", ChatCalls.PERSON, false),
            new Act("u2-to-herself", "u2", "u2", ChatCalls.PERSON, false),
            new Act("u1-to-group", "u1", GROUP, ChatCalls.GROUP, false),
            new Act("u3-to-group", "u3", GROUP, ChatCalls.GROUP, false),
            new Act("command-to-group", "u1", GROUP, ChatCalls.GROUP, true),
            new Act("command-u1-to-u2", "u1", "u2", ChatCalls.PERSON, true),
            new Act("command-u2-to-u1", "u2", "u1", ChatCalls.PERSON, true),
            new Act("u2-to-group-after-command", "u2", GROUP, ChatCalls.GROUP, false));

    interface UpstreamMaker {
        ShapeUpstream start(String version, String webhook);
    }

    private ShapeScene() {}

    /**
     * Plays everything.
     *
     * @param shape what the destination is told to be written for
     */
    static OnePointTwoServer play(ConnectionDetails database, String version, String shape, UpstreamMaker maker)
            throws Exception {
        try (BusinessServer receiver = BusinessServer.start("business");
                TestGateway gateway = TestGateway.start(
                        database,
                        DestinationJson.variables(DestinationJson.of(receiver).put("shape", shape)));
                ShapeUpstream upstream = maker.start(version, gateway.webhook())) {
            return play(upstream, receiver);
        }
    }

    static OnePointTwoServer play(ShapeUpstream upstream, BusinessServer receiver) throws Exception {
        OnePointTwoServer business = new OnePointTwoServer();
        // What a real server is warmed up with is of no interest, and so is what it was sent.
        receiver.behave(request -> ofScene(request) ? business.take(request) : Manner.WELL);
        ChatCalls calls = new ChatCalls(upstream.api());
        for (String uid : List.of("u1", "u2", "u3", "online")) {
            calls.token(uid, ChatClient.WEB);
        }
        calls.group(GROUP, false, "u1", "u2", "u3");
        try (ChatClient client = ChatClient.connect(upstream.webSocket(), "online", "t", ChatClient.WEB)) {
            await().until(() -> business.presence().size() == 1);
        }
        await().until(() -> business.presence().size() == 2);
        for (Act act : ACTS) {
            calls.send(
                    ChatCalls.channel(act.to(), act.type()),
                    act.from(),
                    ChatCalls.header(false, !act.command(), act.command()),
                    act.name(),
                    "text of " + act.name());
            await().until(() -> business.notified().containsKey(act.name()));
        }
        // The last group message makes the last msg.offline; whoever sends them in no order is waited for.
        await().until(() -> business.offline().keySet().containsAll(toldOffline()));
        return business;
    }

    private static boolean ofScene(Delivered request) {
        List<String> names = names();
        return request.event().equals("user.onlinestatus")
                || names.stream().anyMatch(name -> request.body().toString().contains("\"" + name + "\""));
    }

    /** Of these every version tells msg.offline; 1.2 of commands as well. */
    static List<String> toldOffline() {
        return ACTS.stream()
                .filter(act -> !act.command() && !act.from().equals(act.to()))
                .map(Act::name)
                .toList();
    }

    static List<String> names() {
        return ACTS.stream().map(Act::name).toList();
    }
}
