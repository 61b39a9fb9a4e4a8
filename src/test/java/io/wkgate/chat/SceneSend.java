package io.wkgate.chat;

import static io.wkgate.chat.ChatCalls.GROUP;
import static io.wkgate.chat.ChatCalls.PERSON;
import static io.wkgate.chat.ChatCalls.channel;
import static io.wkgate.chat.ChatCalls.subscribers;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One call of {@code /message/send} in the scene.
 *
 * @param name what is sent, which is also its payload, by which its receivers know it
 * @param target channel or subscribers, and what else the body holds
 */
record SceneSend(String name, String fromUid, JsonObject target, JsonObject header) {
    static final String GROUP_OF_ALL = "all";
    static final String LARGE_GROUP = "large";
    static final String DISBANDED_GROUP = "disbanded";
    static final String GROUP_WITHOUT_MESSAGES = "cold";
    static final String MUTED_GROUP = "muted";
    static final String GROUP_WITHOUT_COMMANDS = "quiet";

    private static final JsonObject MESSAGE = ChatCalls.header(false, true, false);
    private static final JsonObject TRANSIENT = ChatCalls.header(true, true, false);
    private static final JsonObject COMMAND = ChatCalls.header(false, false, true);
    private static final JsonObject TRANSIENT_COMMAND = ChatCalls.header(true, false, true);

    /**
     * In the order in which they are sent. Commands to groups come late, since v2.0.10 needs up to a second after the first
     * message to a group until it delivers them.
     */
    static List<SceneSend> all() {
        JsonObject group = channel(GROUP_OF_ALL, GROUP);
        JsonObject large = channel(LARGE_GROUP, GROUP);
        JsonObject disbanded = channel(DISBANDED_GROUP, GROUP);
        JsonObject cold = channel(GROUP_WITHOUT_MESSAGES, GROUP);
        JsonObject muted = channel(MUTED_GROUP, GROUP);
        JsonObject listed = subscribers("u1", "u2", "u3", "u4", "u5");
        return List.of(
                new SceneSend("first command of a group", "u1", cold, COMMAND),
                new SceneSend("first message of a group", "u1", cold, MESSAGE),
                new SceneSend("large group message", "u1", large, MESSAGE),
                new SceneSend("group message", "u1", group, MESSAGE),
                new SceneSend("group message without red dot", "u1", group, ChatCalls.header(false, false, false)),
                new SceneSend("group transient", "u1", group, TRANSIENT),
                new SceneSend("group message with setting and topic", "u1", withSetting(group), MESSAGE),
                new SceneSend("person message", "u1", channel("u2", PERSON), MESSAGE),
                new SceneSend("person message back", "u2", channel("u1", PERSON), MESSAGE),
                new SceneSend("person transient", "u1", channel("u2", PERSON), TRANSIENT),
                new SceneSend("person command", "u1", channel("u2", PERSON), COMMAND),
                new SceneSend("person command back", "u2", channel("u1", PERSON), COMMAND),
                new SceneSend("person transient command", "u1", channel("u2", PERSON), TRANSIENT_COMMAND),
                new SceneSend("person transient command back", "u2", channel("u1", PERSON), TRANSIENT_COMMAND),
                new SceneSend("person command to one who is away", "u1", channel("u4", PERSON), COMMAND),
                new SceneSend("person command from one who is away", "u4", channel("u1", PERSON), COMMAND),
                new SceneSend("person command to one who is away and bound", "u1", channel("u5", PERSON), COMMAND),
                new SceneSend("group command", "u1", group, COMMAND),
                new SceneSend("group transient command", "u1", group, TRANSIENT_COMMAND),
                new SceneSend("group command with setting and topic", "u1", withSetting(group), COMMAND),
                new SceneSend("second command of a group", "u1", cold, COMMAND),
                new SceneSend("subscribers command", "u1", listed, COMMAND),
                new SceneSend("subscribers command again", "u1", listed, COMMAND),
                new SceneSend("subscribers transient command", "u1", listed, TRANSIENT_COMMAND),
                new SceneSend("subscribers command of one not listed", "u3", subscribers("u1", "u4"), COMMAND),
                new SceneSend("subscribers command of a stranger", "x9", subscribers("u1", "u4"), COMMAND),
                new SceneSend("subscribers command to one", "u1", subscribers("u2"), TRANSIENT_COMMAND),
                new SceneSend("subscribers message", "u1", listed, MESSAGE),
                new SceneSend("subscribers and channel", "u1", group.copy().mergeIn(listed), COMMAND),
                new SceneSend("large group command", "u1", large, COMMAND),
                new SceneSend("large group transient command", "u1", large, TRANSIENT_COMMAND),
                new SceneSend("message to oneself", "u1", channel("u1", PERSON), MESSAGE),
                new SceneSend("command to oneself", "u1", channel("u1", PERSON), COMMAND),
                // Not u1: v3 answers 503 for some pairs of users, by a hash of theirs, and u1 with itself is one.
                new SceneSend("transient command to oneself", "u3", channel("u3", PERSON), TRANSIENT_COMMAND),
                new SceneSend("group command of nobody", "", group, COMMAND),
                new SceneSend("person message of nobody", "", channel("u2", PERSON), MESSAGE),
                new SceneSend("person command of nobody", "", channel("u2", PERSON), COMMAND),
                new SceneSend("group message of a stranger", "x9", group, MESSAGE),
                new SceneSend("group command of a stranger", "x9", group, COMMAND),
                new SceneSend("group command of a stranger's system device", "x9", fromSystemDevice(group), COMMAND),
                new SceneSend("group command of the system", "____system", group, COMMAND),
                new SceneSend("group message of the system", "____system", group, MESSAGE),
                new SceneSend("muted group command", "u2", muted, COMMAND),
                new SceneSend("muted group command of a system device", "u2", fromSystemDevice(muted), COMMAND),
                new SceneSend("disbanded group message", "u1", disbanded, MESSAGE),
                new SceneSend("disbanded group command", "u1", disbanded, COMMAND),
                new SceneSend("command to a group that never was", "u1", channel("never", GROUP), COMMAND),
                new SceneSend("group command with special characters", "u1", channel("a@b", GROUP), COMMAND));
    }

    private static JsonObject withSetting(JsonObject target) {
        return target.copy().put("setting", 128 + 8).put("topic", "weather");
    }

    private static JsonObject fromSystemDevice(JsonObject target) {
        return target.copy().put("device_id", "____device");
    }
}
