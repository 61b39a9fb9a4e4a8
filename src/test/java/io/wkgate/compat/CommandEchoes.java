package io.wkgate.compat;

import static io.wkgate.compat.RevokeScene.NOT_KEPT;
import static io.wkgate.compat.RevokeScene.group;

import io.wkgate.compat.Measurement.Measured;
import io.wkgate.compat.RevokeScene.Sent;
import java.util.List;
import java.util.Map;

/** The msg.notify of a group's command, which proves that it went out. */
final class CommandEchoes implements RevokeAct {
    private static final String GROUP = "echoing";

    private Sent kept;
    private Sent passing;

    @Override
    public List<String> features() {
        return List.of("revoke.group-echo", "revoke.group-not-kept-echo");
    }

    @Override
    public void prepare(RevokeScene scene) {
        scene.group(GROUP, "u1", "u2");
    }

    @Override
    public void play(RevokeScene scene) {
        kept = scene.command("u1", group(GROUP));
        passing = scene.send("u1", group(GROUP), NOT_KEPT);
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        List<String> channels = scene.echoes(kept).stream()
                .map(echo -> echo.getString("channel_id"))
                .toList();
        Measured echo = channels.equals(List.of(GROUP))
                ? Seen.works("own-channel")
                : channels.equals(List.of(GROUP + "____cmd")) ? Seen.mended("command-channel") : Seen.degraded("none");
        return Map.of(
                "revoke.group-echo",
                echo,
                "revoke.group-not-kept-echo",
                scene.echoes(passing).isEmpty() ? Seen.mended("none") : Seen.works("comes"));
    }
}
