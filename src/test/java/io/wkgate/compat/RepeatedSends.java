package io.wkgate.compat;

import static io.wkgate.compat.RevokeScene.KEPT;
import static io.wkgate.compat.RevokeScene.MESSAGE;
import static io.wkgate.compat.RevokeScene.group;

import io.wkgate.compat.Measurement.Measured;
import io.wkgate.compat.RevokeScene.Sent;
import java.util.List;
import java.util.Map;

/** The same from_uid and client_msg_no again: of a command, of a message, and of another message. */
final class RepeatedSends implements RevokeAct {
    private static final String GROUP = "repeating";

    private Sent command;
    private Sent commandAgain;
    private Sent message;
    private Sent messageAgain;
    private Sent other;

    @Override
    public List<String> features() {
        return List.of("revoke.command-again", "revoke.message-again", "revoke.number-again");
    }

    @Override
    public void prepare(RevokeScene scene) {
        scene.group(GROUP, "u1", "u2");
    }

    @Override
    public void play(RevokeScene scene) {
        command = scene.send("u1", group(GROUP), KEPT, "same command", "{\"command\":\"again\"}");
        commandAgain = scene.send("u1", group(GROUP), KEPT, "same command", "{\"command\":\"again\"}");
        message = scene.send("u1", group(GROUP), MESSAGE, "same message", "{\"message\":\"again\"}");
        messageAgain = scene.send("u1", group(GROUP), MESSAGE, "same message", "{\"message\":\"again\"}");
        other = scene.send("u1", group(GROUP), MESSAGE, "same message", "{\"message\":\"another\"}");
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        boolean sameCommand = command.messageId().equals(commandAgain.messageId());
        boolean sameMessage = message.messageId().equals(messageAgain.messageId());
        return Map.of(
                "revoke.command-again",
                sameCommand && scene.echoes(command).size() == 1
                        ? Seen.mended("nothing-sent")
                        : scene.echoes(command).size() == 2 ? Seen.works("sent-again") : Seen.mended("lost"),
                "revoke.message-again",
                sameMessage && scene.received("u2 app", message).size() == 1
                        ? Seen.works("once")
                        : scene.received("u2 app", message).size() == 2 ? Seen.mended("twice") : Seen.mended("lost"),
                "revoke.number-again",
                other.refused()
                        ? new Measured(
                                "refused",
                                Support.DEGRADED,
                                Map.of("status", Integer.toString(other.answer().status())))
                        : scene.reached(other, "u2 app") ? Seen.works("sent") : Seen.degraded("lost"));
    }
}
