package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How messages look in msg.notify: from whom, in which channel, with which flags. */
final class MessageShapes implements Measurement {
    private static final int PERSONS = 8;
    private static final int SETTING = 8;

    @Override
    public Iterable<String> features() {
        return List.of(
                "bodies.person-channel",
                "bodies.without-sender",
                "bodies.to-oneself",
                "bodies.uid-with-at",
                "bodies.red-dot",
                "bodies.setting-and-topic",
                "bodies.unknown-fields",
                "bodies.transient");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        messages.send("person", toPerson("u1", "u2"));
        messages.send("back", toPerson("u2", "u1"));
        messages.send("oneself", toPerson("u1", "u1"));
        Bench.Reply toAt = messages.send("at", toPerson("u1", "bob@x.com"));
        Bench.Reply ofNobody = null;
        for (int person = 0; person < PERSONS; person++) {
            ofNobody = messages.send("nobody-" + person, toPerson("", "r" + person));
        }
        messages.send("topic", toGroup("u1", "g1").put("setting", SETTING).put("topic", "weather"));
        messages.send("transient", toGroup("u1", "g1").put("header", header(1, 0, 0)));
        messages.send("plain", toGroup("u1", "g1"));
        messages.awaitNotified("plain");
        Verdicts verdicts = new Verdicts();
        verdicts.put("bodies.person-channel", person(messages));
        verdicts.put("bodies.to-oneself", oneself(messages.awaitNotified("oneself")));
        verdicts.put("bodies.uid-with-at", at(toAt, messages));
        verdicts.put("bodies.without-sender", ofNobody(ofNobody, messages));
        verdicts.put("bodies.setting-and-topic", topic(messages.awaitNotified("topic")));
        boolean dot = messages.awaitNotified("plain").getJsonObject("header").getInteger("red_dot") == 1;
        verdicts.put("bodies.red-dot", dot ? "kept" : "always-0", dot ? WORKS : DEGRADED);
        times.within(times.here(1.5), () -> !messages.notified("transient").isEmpty());
        boolean told = !messages.notified("transient").isEmpty();
        verdicts.put("bodies.transient", told ? "told" : "not-told", told ? THROUGH_WKGATE : WORKS);
        return verdicts.put("bodies.unknown-fields", KnownFields.verdict(bench)).all();
    }

    private static Measured person(MarkedMessages messages) {
        String there = messages.awaitNotified("person").getString("channel_id");
        String back = messages.awaitNotified("back").getString("channel_id");
        return there.equals("u2") && back.equals("u1")
                ? new Measured("peer", WORKS, Map.of())
                : new Measured(there.equals(back) ? "joined" : "other", THROUGH_WKGATE, Map.of());
    }

    private static Measured oneself(JsonObject told) {
        return told.getString("channel_id").equals("u1")
                ? new Measured("own-uid", WORKS, Map.of())
                : new Measured("joined-twice", THROUGH_WKGATE, Map.of());
    }

    private static Measured at(Bench.Reply answer, MarkedMessages messages) {
        if (answer.status() != 200) {
            return new Measured("refused", IMPOSSIBLE, Map.of());
        }
        boolean whole = messages.awaitNotified("at").getString("channel_id").contains("bob@x.com");
        return new Measured(whole ? "whole" : "cut", whole ? WORKS : DEGRADED, Map.of());
    }

    private static Measured ofNobody(Bench.Reply answer, MarkedMessages messages) {
        if (answer.status() != 200) {
            return new Measured("refused", IMPOSSIBLE, Map.of());
        }
        boolean named = IntStream.range(0, PERSONS)
                .allMatch(person -> messages.awaitNotified("nobody-" + person)
                        .getString("channel_id")
                        .equals("r" + person));
        return new Measured(named ? "receiver-named" : "receiver-lost", DEGRADED, Map.of());
    }

    private static Measured topic(JsonObject told) {
        boolean kept = told.getInteger("setting") == SETTING && "weather".equals(told.getString("topic"));
        return new Measured(kept ? "kept" : "forgotten", kept ? WORKS : DEGRADED, Map.of());
    }
}
